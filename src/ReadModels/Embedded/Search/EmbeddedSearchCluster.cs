using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Embedded.Search;

/// <summary>A search cluster in memory: empty at every start, so it is rebuilt from the shards.</summary>
public sealed class EmbeddedSearchCluster : ISearchCluster
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private EmbeddedIndex _serving;
    private EmbeddedIndex? _building;
    private bool _filled;

    /// <param name="name">Its role, <see cref="ISearchCluster.Name"/>.</param>
    /// <param name="options">Refresh interval.</param>
    /// <param name="time">Clock of the refreshes.</param>
    public EmbeddedSearchCluster(string name, EmbeddedSearchOptions options, TimeProvider time)
    {
        Name = name;
        RefreshInterval = options.RefreshInterval;
        _time = time;
        _serving = new EmbeddedIndex(RefreshInterval, time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TimeSpan RefreshInterval { get; }

    private EmbeddedIndex Serving
    {
        get
        {
            lock (_gate) return _serving;
        }
    }

    /// <inheritdoc/>
    public ValueTask<BulkResult> BulkAsync(SearchBatch batch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _building?.Write(batch);
            return new ValueTask<BulkResult>(_serving.Write(batch));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Relation?>> GetIdentitiesAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation) =>
        new(Serving.Identities(keys));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<MemberTouch?>> GetMembersAsync(ImmutableArray<string> memberIds, CancellationToken cancellation) =>
        new(Serving.Members(memberIds));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Relation>> ScanAsync(ScanRequest request, CancellationToken cancellation) =>
        new(new KeyScan(request).Run(Serving.Sorted()));

    /// <inheritdoc/>
    public ValueTask RefreshAsync(CancellationToken cancellation)
    {
        Serving.Refresh();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<SearchCounts> CountAsync(CancellationToken cancellation) => new(Serving.Count());

    /// <inheritdoc/>
    public ValueTask<bool> IsFilledAsync(CancellationToken cancellation)
    {
        lock (_gate) return new ValueTask<bool>(_filled);
    }

    /// <inheritdoc/>
    public ValueTask<ISearchRebuild> BeginRebuildAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_building is not null) throw new InvalidOperationException($"{Name} is being rebuilt already.");
            _building = new EmbeddedIndex(RefreshInterval, _time);
            return new ValueTask<ISearchRebuild>(new EmbeddedRebuild(this, _building));
        }
    }

    internal void Serve(EmbeddedIndex built)
    {
        lock (_gate)
        {
            if (_building != built) throw new InvalidOperationException($"This rebuild of {Name} has ended.");
            built.Refresh(); // under the lock: what the old index shows already, the new one must show too
            _serving = built;
            _building = null;
            _filled = true;
        }
    }

    internal void Drop(EmbeddedIndex built)
    {
        lock (_gate)
        {
            if (_building == built) _building = null;
        }
    }
}
