using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels.Projections;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Rebuild;

/// <summary>The record of a slot, page by page.</summary>
public sealed class ReplayPages(IReplaySource source, IOptions<ProjectionOptions> options)
{
    /// <summary>Registered identities.</summary>
    public async IAsyncEnumerable<ImmutableArray<ReplayedIdentity>> RowsAsync(Slot slot, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int limit = options.Value.PageSize;
        var page = await source.ScanAsync(slot, null, limit, cancellation);
        while (!page.IsEmpty)
        {
            yield return page;
            if (page.Length < limit) yield break;
            page = await source.ScanAsync(slot, page[^1].Identity, limit, cancellation);
        }
    }

    /// <summary>History entries.</summary>
    public async IAsyncEnumerable<ImmutableArray<ChangeEvent>> HistoryAsync(Slot slot, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int limit = options.Value.PageSize;
        var page = await source.ScanHistoryAsync(slot, null, 0, limit, cancellation);
        while (!page.IsEmpty)
        {
            yield return page;
            if (page.Length < limit) yield break;
            page = await source.ScanHistoryAsync(slot, page[^1].Identity, page[^1].Version, limit, cancellation);
        }
    }
}
