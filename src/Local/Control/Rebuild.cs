using MemberGrains.Local.Cluster;
using MemberGrains.ReadModels.Rebuild;
using MemberGrains.ReadModels.Search;

namespace MemberGrains.Local.Control;

/// <summary>Makes all search indexes anew from the shards, while they serve. Caches fill as they are read.</summary>
internal sealed class Rebuild(LaptopParts parts)
{
    private readonly SearchModels _search = parts.Services.GetRequiredService<SearchModels>();
    private long _rowsBefore;
    private long _of;

    /// <summary>How far the one under way is.</summary>
    public RebuildProgress Progress => new(Math.Max(0, parts.Replay.Rows - Interlocked.Read(ref _rowsBefore)), Interlocked.Read(ref _of));

    public async Task<RebuildAnswer> RunAsync(CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        Interlocked.Exchange(ref _rowsBefore, parts.Replay.Rows);
        Interlocked.Exchange(ref _of, (await _search.All[0].Cluster.CountAsync(cancellation)).Identities);
        var counts = await parts.Services.GetRequiredService<SearchRebuilder>().RebuildAsync(_search.All, cancellation);
        return new RebuildAnswer(counts.Identities, counts.Members, Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 1));
    }
}
