using System.Globalization;
using MemberGrains.ChangeStream.Port;
using RabbitMQ.Client;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>What a dead letter carries beside what it carried before.</summary>
internal static class DeadLetterHeaders
{
    private const string Queue = "membergrains-dead-queue";
    private const string Cluster = "membergrains-dead-cluster";
    private const string Reason = "membergrains-dead-reason";
    private const string Failures = "membergrains-dead-failures";
    private const string At = "membergrains-dead-at-ms";
    private const int LongestReason = 500;

    public static void Write(BasicProperties properties, string queue, string cluster, string reason, int failures, DateTimeOffset at)
    {
        var headers = properties.Headers!;
        headers[Queue] = queue;
        headers[Cluster] = cluster;
        headers[Reason] = reason.Length > LongestReason ? reason[..LongestReason] : reason;
        headers[Failures] = failures;
        headers[At] = at.ToUnixTimeMilliseconds();
    }

    public static DeadLetter Read(string group, IReadOnlyBasicProperties properties, int bytes)
    {
        long at = MessageCodec.LongOrNull(properties, At) ?? 0;
        return new DeadLetter(
            IdOf(properties),
            group,
            MessageCodec.Text(properties, Cluster) ?? "",
            MessageCodec.Text(properties, Reason) ?? "",
            (int)(MessageCodec.LongOrNull(properties, Failures) ?? 0),
            DateTimeOffset.FromUnixTimeMilliseconds(at),
            bytes);
    }

    /// <summary>The message's own id if it has one, and when it was put aside: a message may die more than once.</summary>
    public static string IdOf(IReadOnlyBasicProperties properties) => string.Create(
        CultureInfo.InvariantCulture, $"{properties.MessageId ?? "?"}@{MessageCodec.LongOrNull(properties, At) ?? 0}");

    /// <summary>Takes the queue it came from and leaves the message as it was.</summary>
    public static string? Strip(BasicProperties properties)
    {
        string? queue = MessageCodec.Text(properties, Queue);
        foreach (string name in (string[])[Queue, Cluster, Reason, Failures, At, "x-delivery-count"]) properties.Headers?.Remove(name);
        return queue;
    }
}
