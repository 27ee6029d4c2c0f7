using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Elasticsearch.Bulk;
using MemberGrains.ReadModels.Elasticsearch.Queries;
using MemberGrains.ReadModels.Elasticsearch.Rebuild;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Elasticsearch;

/// <summary>A search cluster of Elasticsearch 7.17 or 8. <c>docs/search.md</c> shows documents, indices and policy.</summary>
internal sealed class ElasticsearchCluster : ISearchCluster, IDisposable
{
    private readonly ElasticsearchClusterOptions _options;
    private readonly TimeProvider _time;
    private readonly IndexNames _names;
    private readonly SearchClient _client;
    private readonly IndexSchema _schema;
    private readonly BulkWriter _writer;
    private readonly DocumentReader _reader;
    private readonly DocumentScan _scan;
    private int _rebuilding;

    /// <param name="name">Its role, <see cref="ISearchCluster.Name"/>.</param>
    /// <param name="options">Where it is, and the shape of its indices.</param>
    /// <param name="pipelines">Time-outs, retries, breakers.</param>
    /// <param name="metrics">Its meters.</param>
    /// <param name="time">Clock of waits and meters.</param>
    /// <param name="logger">Tells of what was left behind.</param>
    public ElasticsearchCluster(string name, ElasticsearchClusterOptions options, DependencyPipelines pipelines, ReadModelMetrics metrics, TimeProvider time, ILogger logger)
    {
        (Name, _options, _time) = (name, options, time);
        _names = new IndexNames(options.IndexPrefix);
        _client = new SearchClient(name, NodeRing.Of(options, time), pipelines, metrics, time);
        _schema = new IndexSchema(_client, _names, options, logger);
        _writer = new BulkWriter(name, _client, _names, metrics);
        _reader = new DocumentReader(_client, _names);
        _scan = new DocumentScan(_client, _names);
    }

    public string Name { get; }

    public TimeSpan RefreshInterval => _options.RefreshInterval;

    public async ValueTask<BulkResult> BulkAsync(SearchBatch batch, CancellationToken cancellation)
    {
        await _schema.EnsureAsync(cancellation);
        return await _writer.WriteAsync(batch, cancellation);
    }

    public async ValueTask<ImmutableArray<Relation?>> GetIdentitiesAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation)
    {
        await _schema.EnsureAsync(cancellation);
        var found = await _reader.IdentitiesAsync([.. keys.Select(key => key.Text)], cancellation);
        return ImmutableArray.CreateRange(found, static source => source?.ToRelation());
    }

    public async ValueTask<ImmutableArray<MemberTouch?>> GetMembersAsync(ImmutableArray<string> memberIds, CancellationToken cancellation)
    {
        await _schema.EnsureAsync(cancellation);
        var found = await _reader.MembersAsync(memberIds, cancellation);
        return ImmutableArray.CreateRange(found, static source => source?.ToMember());
    }

    public async ValueTask<ImmutableArray<Relation>> ScanAsync(ScanRequest request, CancellationToken cancellation)
    {
        await _schema.EnsureAsync(cancellation);
        return ImmutableArray.CreateRange(await _scan.PageAsync(request, cancellation), static source => source.ToRelation());
    }

    public async ValueTask RefreshAsync(CancellationToken cancellation)
    {
        await _schema.EnsureAsync(cancellation);
        await _scan.RefreshAsync(cancellation);
    }

    public async ValueTask<SearchCounts> CountAsync(CancellationToken cancellation)
    {
        await _schema.EnsureAsync(cancellation);
        return new SearchCounts(await _scan.CountAsync(DocumentKind.Identity, cancellation), await _scan.CountAsync(DocumentKind.Member, cancellation));
    }

    public async ValueTask<bool> IsFilledAsync(CancellationToken cancellation)
    {
        await _schema.EnsureAsync(cancellation);
        return await _schema.Catalog.MetaAsync(_names.Read(DocumentKind.Identity), cancellation) is { IsFilled: true };
    }

    public async ValueTask<ISearchRebuild> BeginRebuildAsync(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref _rebuilding, 1, 0) != 0) throw new InvalidOperationException($"{Name} is being rebuilt already.");
        try
        {
            await _schema.EnsureAsync(cancellation);
            var start = new RebuildStart(Name, _client, _names, _schema, _options.RebuildLease, _time);
            var (number, heart) = await start.BeginAsync(cancellation);
            return new ElasticsearchRebuild(Name, number, heart, _client, _names, _schema, _writer, EndRebuild);
        }
        catch
        {
            EndRebuild();
            throw;
        }
    }

    public void Dispose() => _client.Dispose();

    private void EndRebuild() => Volatile.Write(ref _rebuilding, 0);
}
