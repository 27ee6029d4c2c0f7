using System.Collections.Concurrent;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.Testing;
using Polly;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Writes batch after batch as a projection does: one that failed is written again, whatever became of it.</summary>
internal sealed class BulkWriterOfATest
{
    private const int BatchSize = 20;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    public BulkWriterOfATest(ElasticsearchCluster cluster, CancellationToken stop) => Done = WriteAsync(cluster, stop);

    public ConcurrentQueue<(IdentityKey Key, long Version)[]> Acknowledged { get; } = new();

    public Task Done { get; }

    private async Task WriteAsync(ElasticsearchCluster cluster, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            (IdentityKey, long)[] batch = [.. Enumerable.Range(0, BatchSize).Select(_ => (Some.Phone(), 1L))];
            // A node that starts needs the cores that refusals at once would take.
            while (!await TryAsync(cluster, batch) && !stop.IsCancellationRequested) await Task.Delay(_pause, CancellationToken.None);
        }
    }

    private async Task<bool> TryAsync(ElasticsearchCluster cluster, (IdentityKey, long)[] batch)
    {
        try
        {
            await cluster.BulkAsync(SomeDocuments.Batch(batch), CancellationToken.None);
            Acknowledged.Enqueue(batch);
            return true;
        }
        catch (Exception fault) when (fault is ElasticsearchException or ExecutionRejectedException)
        {
            return false;
        }
    }
}
