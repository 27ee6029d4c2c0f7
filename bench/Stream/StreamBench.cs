using System.Collections.Immutable;
using System.Globalization;
using MemberGrains.Bench.Results;
using MemberGrains.Bench.Storage;
using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using Microsoft.Extensions.Configuration;

namespace MemberGrains.Bench.Stream;

/// <summary>
/// What RabbitMQ takes and gives through its adapter, without record, relay and read models: the news of both physical
/// clusters to both centers at once, one message of each under way, as the relay sends them, and every group taking them.
/// </summary>
internal static class StreamBench
{
    private static readonly int[] EventsOfMessage = [1, 20, 500];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string root, string services)
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(services), optional: false).Build();
        await using var a = new BenchBroker(StreamGroups.Centers[0], settings);
        await using var b = new BenchBroker(StreamGroups.Centers[1], settings);
        var events = Enumerable.Range(0, EventsOfMessage[^1]).Select(Event).ToImmutableArray();
        // The first message of all waits until the queues are old enough.
        await MeasureAsync([a, b], events[..EventsOfMessage[0]], WarmUp);

        var figures = new List<Figure>();
        foreach (int count in EventsOfMessage) figures.AddRange(await MeasureAsync([a, b], events[..count], Measured));
        string sizes = string.Join(", ", EventsOfMessage.Select(count => string.Create(CultureInfo.InvariantCulture, $"{Bytes(events[..count]):N0}")));
        ResultFile.Write(root, "stream", $"The news of two physical clusters to the RabbitMQ brokers of both centers at once, through the adapter; of each cluster one message under way to each center, the next when it is confirmed; all groups take them ({string.Join(", ", StreamGroups.Centers.Select(center => $"{center}: {StreamGroups.Of(center).Count}"))}), each from a quorum queue for each cluster, with handlers that do nothing. {Measured.TotalSeconds:N0} s for each size of message ({sizes} bytes); brokers and bench on the same cores. Latencies from the call that publishes to its confirm, and to the handler of each group.", figures);
    }

    private static async Task<List<Figure>> MeasureAsync(ImmutableArray<BenchBroker> brokers, ImmutableArray<ChangeEvent> events, TimeSpan duration)
    {
        var centers = await Task.WhenAll(brokers.Select(async broker =>
            (broker.Center, Links: await Task.WhenAll(broker.Links.Select(link => link.RunAsync(events, duration))))));
        return [.. centers.SelectMany(center => Figures(center.Center, events.Length, duration, center.Links))];
    }

    private static List<Figure> Figures(string center, int events, TimeSpan duration, (List<long> Confirmed, List<long> Handled)[] links)
    {
        string of = $"{events.ToString(CultureInfo.InvariantCulture)} {(events == 1 ? "event" : "events")} a message, to {center}";
        long[] confirmed = [.. links.SelectMany(link => link.Confirmed).Order()];
        long[] handled = [.. links.SelectMany(link => link.Handled).Order()];
        double perSecond = confirmed.Length / duration.TotalSeconds;
        return
        [
            new Figure($"{of}: messages confirmed", perSecond, "messages/s"),
            new Figure($"{of}: events confirmed", perSecond * events, "events/s"),
            new Figure($"{of}: confirm, p50", Percentiles.Ms(confirmed, 0.5, TimeProvider.System), "ms"),
            new Figure($"{of}: confirm, p99", Percentiles.Ms(confirmed, 0.99, TimeProvider.System), "ms"),
            new Figure($"{of}: handler, p50", Percentiles.Ms(handled, 0.5, TimeProvider.System), "ms"),
            new Figure($"{of}: handler, p99", Percentiles.Ms(handled, 0.99, TimeProvider.System), "ms"),
        ];
    }

    /// <summary>The change that decides a bind.</summary>
    private static ChangeEvent Event(int number)
    {
        var decide = SamplePair.Of(number, TimeProvider.System.GetUtcNow()).Decide;
        return new ChangeEvent(decide.Expected.Key, decide.Entry!);
    }

    private static int Bytes(ImmutableArray<ChangeEvent> events) => MessageCodec.Body(new StreamMessage.Changes("c0", events)).Length;
}
