using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// Sees one message through: handled, or put aside as a dead letter. It stays unacknowledged between two tries, so nothing
/// of its partition passes it.
/// </summary>
internal sealed class DeliveryHandler(ConsumerParts parts, string group, string cluster, Func<StreamMessage, CancellationToken, ValueTask> handler)
{
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
                await handler(message, cancellation);
                return;
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                tries++;
                if (!BrokerFaults.IsOutageBehindHandler(fault)) counted++;
                parts.Metrics.Redelivered(parts.Center, group);
                parts.Logger.HandlerFailed(fault, parts.Center, group, cluster, tries);
                if (counted >= parts.Options.PoisonFailures && parts.Time.GetElapsedTime(started) >= parts.Options.PoisonAfter)
                {
                    await parts.DeadLetters.PutAsideAsync(group, cluster, delivery, counted, fault.Message, cancellation);
                    return;
                }
            }

            await Task.Delay(Pauses.After(tries, parts.Options), parts.Time, cancellation);
        }
    }
}
