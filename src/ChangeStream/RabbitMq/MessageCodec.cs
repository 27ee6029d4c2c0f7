using System.Buffers;
using System.Globalization;
using System.Text;
using MemberGrains.ChangeStream.Events;
using MemberGrains.ChangeStream.Port;
using RabbitMQ.Client;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// A stream message as RabbitMQ carries it: changes as a batch of CloudEvents in the body, everything that only the
/// platform's own consumers need in headers, a heartbeat in headers alone.
/// </summary>
internal static class MessageCodec
{
    private const string Cluster = "membergrains-cluster";
    private const string Fence = "membergrains-fence";
    private const string Number = "membergrains-number";
    private const string Through = "membergrains-published-through-ms";

    public static string RoutingKey(StreamMessage message) =>
        StreamNames.RoutingKey(message.Cluster, message is StreamMessage.Heartbeat ? StreamNames.Heartbeat : StreamNames.Changes);

    public static BasicProperties Properties(StreamMessage message)
    {
        var (fence, number) = message.Position;
        var headers = new Dictionary<string, object?> { [Cluster] = message.Cluster, [Fence] = fence, [Number] = number };
        // Cut to the millisecond, so never later than what was said.
        if (message is StreamMessage.Heartbeat beat) headers[Through] = beat.PublishedThrough.ToUnixTimeMilliseconds();
        return new BasicProperties
        {
            Persistent = true,
            ContentType = message is StreamMessage.Changes ? CloudEventJson.BatchMediaType : null,
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{message.Cluster}/{fence}/{number}"),
            Type = message is StreamMessage.Heartbeat ? StreamNames.Heartbeat : StreamNames.Changes,
            Headers = headers,
        };
    }

    public static ReadOnlyMemory<byte> Body(StreamMessage message)
    {
        if (message is not StreamMessage.Changes changes) return default;
        var output = new ArrayBufferWriter<byte>();
        CloudEventJson.WriteBatch(output, changes.Events);
        return output.WrittenMemory;
    }

    /// <exception cref="FormatException">It is none of ours, or damaged.</exception>
    public static StreamMessage Read(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        string cluster = ClusterOf(properties) ?? throw new FormatException($"It has no header {Cluster}.");
        var position = new RelayPosition(Long(properties, Fence), Long(properties, Number));
        return properties.Type switch
        {
            StreamNames.Changes => new StreamMessage.Changes(cluster, CloudEventReader.ReadBatch(body)) { Position = position },
            StreamNames.Heartbeat => new StreamMessage.Heartbeat(cluster, DateTimeOffset.FromUnixTimeMilliseconds(Long(properties, Through))) { Position = position },
            _ => throw new FormatException($"'{properties.Type}' is no type of message."),
        };
    }

    /// <summary>The physical cluster that a message says it speaks of.</summary>
    public static string? ClusterOf(IReadOnlyBasicProperties properties) => Text(properties, Cluster);

    /// <summary>A header's text; null if it has none.</summary>
    public static string? Text(IReadOnlyBasicProperties properties, string name) => Header(properties, name) switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        string text => text,
        _ => null,
    };

    /// <summary>A header's number; null if it has none.</summary>
    public static long? LongOrNull(IReadOnlyBasicProperties properties, string name) => Header(properties, name) switch
    {
        long value => value,
        int value => value,
        _ => null,
    };

    private static long Long(IReadOnlyBasicProperties properties, string name) =>
        LongOrNull(properties, name) ?? throw new FormatException($"It has no header {name}.");

    private static object? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out object? value) ? value : null;
}
