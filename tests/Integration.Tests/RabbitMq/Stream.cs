using MemberGrains.ChangeStream.Port;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>Messages as a relay numbers them, published as a relay does: the same again until it is confirmed.</summary>
internal static class Stream
{
    public static StreamMessage.Changes Message(long number, string cluster = "c0")
    {
        var key = Some.Phone();
        return new StreamMessage.Changes(cluster, [new ChangeEvent(key, SomeEvents.Entry(key, 1))]) { Position = new RelayPosition(1, number) };
    }

    /// <summary>How often it had to be published: a broker that was just started, or has just made the queue, may refuse.</summary>
    public static async Task<int> ConfirmedAsync(IChangeBroker broker, StreamMessage message)
    {
        long begun = TimeProvider.System.GetTimestamp();
        for (int tries = 1; ; tries++)
        {
            try
            {
                await broker.PublishAsync(message, CancellationToken.None);
                return tries;
            }
            catch (NotConfirmedException) when (TimeProvider.System.GetElapsedTime(begun) < Told.Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
