using System.Collections.Immutable;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Interfaces;

/// <summary>
/// Where the processes that feed a center's read models say how far they are, and gateways, which feed none, look; keyed
/// by the center's name. Kept in memory only: after a loss it is unknown until the next reports, and readers go to the
/// record until then.
/// </summary>
[Alias("mg.IReadModelBoardGrain")]
public interface IReadModelBoardGrain : IGrainWithStringKey
{
    /// <summary>Replaces what that process said before.</summary>
    [Alias("Report")]
    Task ReportAsync(string process, ImmutableArray<ReadModelReport> reports, CancellationToken cancellation = default);

    /// <summary>One report a read model, put together from all processes that spoke lately; sorted by name.</summary>
    [Alias("Read")]
    Task<ImmutableArray<ReadModelReport>> ReadAsync(CancellationToken cancellation = default);
}
