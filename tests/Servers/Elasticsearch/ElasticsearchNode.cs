using System.Net;
using System.Text.Json;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.Elasticsearch;

/// <summary>An Elasticsearch node: a cluster of its own, unless it joins another.</summary>
public sealed class ElasticsearchNode(ServerPlace place, ElasticsearchOptions options) : RealServer(place)
{
    private static readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public Uri Url => new($"http://127.0.0.1:{Port}");

    protected override int PortCount => 2;

    protected override TimeSpan Patience => TimeSpan.FromMinutes(4);

    protected override IEnumerable<string> LogFiles => [FileOf($"data/logs/{NodeName}.log"), OutputFile];

    // Whoever answers with this name is this one.
    private string NodeName => $"{Name}-{Port}";

    /// <summary>A node of its own, started; it goes with this process.</summary>
    public static Task<ElasticsearchNode> StartNewAsync(ElasticsearchOptions? options = null, CancellationToken cancel = default) =>
        StartedAsync(new ElasticsearchNode(ServerPlace.Temporary("elasticsearch"), options ?? new ElasticsearchOptions()), cancel);

    protected override Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    protected override ServerCommand Command() => new(
        ElasticsearchStart.Require(),
        [
            "--name", NodeName,
            "--data", FileOf("data"),
            "--http", $"{Port}",
            "--transport", $"{PortAt(1)}",
            "--version", $"{options.Version}",
            "--heap", $"{options.HeapMb}",
            .. Joining(),
            .. options.Settings.Select(setting => $"{setting.Key}={setting.Value}"),
        ],
        options.Hurried ? new Dictionary<string, string?> { ["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1" } : []);

    // Only the first one may begin a cluster: the others name it, and wait for it.
    private string[] Joining() => options.First is null && !options.MayBeJoined
        ? []
        : ["--cluster", (options.First ?? this).NodeName, "--masters", (options.First ?? this).NodeName, "--join", $"127.0.0.1:{(options.First ?? this).PortAt(1)}"];

    protected override async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var root = JsonDocument.Parse(await _http.GetStringAsync(Url, cancel));
        if (root.RootElement.GetProperty("name").GetString() != NodeName) return false;

        // Right after a restart it answers, but its shards do not.
        using var health = await _http.GetAsync(new Uri(Url, "/_cluster/health?wait_for_status=yellow&timeout=2s"), cancel);
        return health.StatusCode == HttpStatusCode.OK;
    }
}
