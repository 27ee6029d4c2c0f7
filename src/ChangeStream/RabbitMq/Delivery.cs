using RabbitMQ.Client;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>A message as it was handed out.</summary>
/// <param name="Tag">What it is acknowledged by, on its channel.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record Delivery(ulong Tag, BasicProperties Properties, ReadOnlyMemory<byte> Body)
{
    private const string Redeliveries = "x-delivery-count";

    /// <summary>How often it was handed out before and not acknowledged, as its queue counts.</summary>
    public int HandedOutBefore => (int)Math.Min(int.MaxValue, MessageCodec.LongOrNull(Properties, Redeliveries) ?? 0);
}
