using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// Sees messages through: handled, or put aside as dead letters. One stays unacknowledged between two tries, so nothing
/// of its partition passes it.
/// </summary>
internal sealed class DeliveryHandler(
    ConsumerParts parts, string group, string cluster, Func<ImmutableArray<StreamMessage>, CancellationToken, ValueTask> handler)
{
    /// <summary>Tries them at once; false if they must be seen through one by one, because one of them may be at fault.</summary>
    public async ValueTask<bool> TryTogetherAsync(List<Delivery> deliveries, CancellationToken cancellation)
    {
        var messages = ImmutableArray.CreateBuilder<StreamMessage>(deliveries.Count);
        foreach (var delivery in deliveries)
        {
            if (Read(delivery, out _) is not { } message) return false;
            messages.Add(message);
        }

        try
        {
            await handler(messages.MoveToImmutable(), cancellation);
            return true;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            Failed(fault, tries: 1);
            return false;
        }
    }

    /// <summary>Returns when the message may be acknowledged.</summary>
    public async ValueTask HandleAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (Read(delivery, out string damage) is { } message) await HandleAsync(delivery, message, cancellation);
        else await parts.DeadLetters.PutAsideAsync(group, cluster, delivery, failures: 1, damage, cancellation);
    }

    private static StreamMessage? Read(Delivery delivery, out string damage)
    {
        try
        {
            damage = "";
            return MessageCodec.Read(delivery.Properties, delivery.Body);
        }
        catch (FormatException fault)
        {
            damage = fault.Message;
            return null;
        }
    }

    private async ValueTask HandleAsync(Delivery delivery, StreamMessage message, CancellationToken cancellation)
    {
        long started = parts.Time.GetTimestamp();
        int tries = 0;
        int counted = delivery.HandedOutBefore;
        while (true)
        {
            try
            {
                await handler([message], cancellation);
                return;
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                tries++;
                if (!BrokerFaults.IsOutageBehindHandler(fault)) counted++;
                Failed(fault, tries);
                if (counted >= parts.Options.PoisonFailures && parts.Time.GetElapsedTime(started) >= parts.Options.PoisonAfter)
                {
                    await parts.DeadLetters.PutAsideAsync(group, cluster, delivery, counted, fault.Message, cancellation);
                    return;
                }
            }

            await Task.Delay(Pauses.After(tries, parts.Options), parts.Time, cancellation);
        }
    }

    private void Failed(Exception fault, int tries)
    {
        parts.Metrics.Redelivered(parts.Center, group);
        parts.Logger.HandlerFailed(fault, parts.Center, group, cluster, tries);
    }
}
