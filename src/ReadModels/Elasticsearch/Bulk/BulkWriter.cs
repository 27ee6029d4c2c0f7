using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Elasticsearch.Bulk;

/// <summary>
/// Writes batches: into the index that serves and, while one is being filled, into that too. Whether one is comes with
/// the answer to the very request that wrote, so every process that writes knows it from the first request after a
/// rebuild began; a request that was under way then is covered by the fill, which reads the record after it.
/// </summary>
internal sealed class BulkWriter(string name, SearchClient client, IndexNames names, ReadModelMetrics metrics)
{
    /// <summary>Writes what is newer to wherever it must be.</summary>
    public async ValueTask<BulkResult> WriteAsync(SearchBatch batch, CancellationToken cancellation)
    {
        var result = default(BulkResult);
        foreach (var chunk in BulkChunk.Of(batch)) result += await WriteAsync(chunk, cancellation);
        metrics.SearchWrote(name, result);
        return result;
    }

    /// <summary>Writes what is newer into the index that is being filled alone.</summary>
    /// <exception cref="InvalidOperationException">None is.</exception>
    public async ValueTask<BulkResult> FillAsync(SearchBatch batch, CancellationToken cancellation)
    {
        var result = default(BulkResult);
        foreach (var chunk in BulkChunk.Of(batch))
        {
            var run = await RunAsync(chunk, BulkTarget.Filling, cancellation);
            if (run.HasEnded) throw new InvalidOperationException($"This rebuild of {name} has ended: its index is gone.");
            result += run.Result;
        }

        return result;
    }

    private async ValueTask<BulkResult> WriteAsync(BulkChunk chunk, CancellationToken cancellation)
    {
        while (true)
        {
            var serving = await RunAsync(chunk, BulkTarget.Serving, cancellation);
            if (!serving.IsFilling) return serving.Result;
            var filling = await RunAsync(chunk, BulkTarget.Filling, cancellation);
            // If it took over between the two, the first write went to the index that is no more.
            if (!filling.HasEnded) return serving.Result;
        }
    }

    private async ValueTask<BulkRun> RunAsync(BulkChunk chunk, BulkTarget target, CancellationToken cancellation)
    {
        var run = new BulkRun(client, names, chunk, target);
        await client.BulkAsync(run.TryAsync, cancellation);
        run.ThrowIfRefused();
        return run;
    }
}
