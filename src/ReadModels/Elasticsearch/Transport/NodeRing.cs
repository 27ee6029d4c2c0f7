using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Elasticsearch.Transport;

/// <summary>
/// The nodes of a cluster, asked in turn. One that failed is left alone for a while; when all have failed, the one that has
/// been left alone longest is tried.
/// </summary>
internal sealed class NodeRing(ImmutableArray<ISearchTransport> nodes, TimeProvider time) : IDisposable
{
    /// <summary>As long as a node that restarts needs.</summary>
    private static readonly TimeSpan _avoidance = TimeSpan.FromSeconds(5);

    private readonly long[] _avoidedUntil = new long[nodes.Length];
    private uint _turn;

    /// <summary>All nodes that the options name.</summary>
    public static NodeRing Of(ElasticsearchClusterOptions options, TimeProvider time) =>
        new([.. options.Urls.Select(ISearchTransport (url) => new SearchTransport(new Uri(url.TrimEnd('/') + "/"), options))], time);

    /// <summary>Sends to one node, once: trying again, elsewhere, is the pipeline's.</summary>
    public async ValueTask<SearchResponse> SendAsync(SearchRequest request, CancellationToken cancellation)
    {
        int node = Choose();
        try
        {
            var response = await nodes[node].SendAsync(request, cancellation);
            Volatile.Write(ref _avoidedUntil[node], response.Status is 502 or 503 or 504 ? Later() : 0);
            return response;
        }
        catch (Exception)
        {
            // A time-out arrives as a cancellation. A caller that gave up looks the same, and then the next node does as well.
            Volatile.Write(ref _avoidedUntil[node], Later());
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var node in nodes) node.Dispose();
    }

    private int Choose()
    {
        int first = (int)(Interlocked.Increment(ref _turn) % (uint)nodes.Length);
        long now = time.GetTimestamp();
        int best = first;
        for (int i = 0; i < nodes.Length; i++)
        {
            int node = (first + i) % nodes.Length;
            long until = Volatile.Read(ref _avoidedUntil[node]);
            if (until <= now) return node;
            if (until < Volatile.Read(ref _avoidedUntil[best])) best = node;
        }

        return best;
    }

    private long Later() => time.GetTimestamp() + (long)(_avoidance.TotalSeconds * time.TimestampFrequency);
}
