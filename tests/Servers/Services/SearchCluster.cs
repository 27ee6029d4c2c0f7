using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.Services;

/// <summary>One of the three search clusters: a node of ours, or wherever the environment says.</summary>
internal sealed class SearchCluster
{
    private static readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(3) };
    private readonly Uri? _elsewhere;

    private SearchCluster(string role, Uri? elsewhere, ElasticsearchNode? node) => (Role, _elsewhere, Node) = (role, elsewhere, node);

    public string Role { get; }

    public ElasticsearchNode? Node { get; }

    public Uri Url => _elsewhere ?? Node!.Url;

    /// <summary>The variable that names a URL, such as <c>ELASTICSEARCH_PRIMARY</c>.</summary>
    public static string VariableOf(string role) => $"ELASTICSEARCH_{role.ToUpperInvariant()}";

    /// <summary>Null where there is none: no URL, no start script, and no data of one that was started earlier.</summary>
    public static SearchCluster? Of(string role, string directory, ServerLifetime lifetime)
    {
        if (Environment.GetEnvironmentVariable(VariableOf(role)) is { Length: > 0 } url) return new SearchCluster(role, new Uri(url), null);
        string data = Path.Combine(directory, $"search-{role}");
        if (ElasticsearchStart.Find() is null && !Directory.Exists(data)) return null;
        // One of a test does not live to see what careful compiling is worth.
        var options = new ElasticsearchOptions { Hurried = lifetime == ServerLifetime.OfParent };
        return new SearchCluster(role, null, new ElasticsearchNode(new ServerPlace($"search-{role}", data, lifetime), options));
    }

    public async Task<ServiceRow> RowAsync()
    {
        string center = Role switch { "primary" => "a", "backup" => "b", _ => "-" };
        if (Node is { } node) return new ServiceRow(node.Name, $"elasticsearch, {Role}", center, $"{node.Port}", node.ProcessId, node.MemoryBytes, await node.IsAnsweringAsync());
        return new ServiceRow($"search-{Role}", $"elasticsearch, {Role}", center, $"{Url}", 0, 0, await AnswersAsync());
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(Url);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
