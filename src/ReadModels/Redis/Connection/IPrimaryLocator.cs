using System.Collections.Immutable;
using System.Net;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>Who knows where the primary may be.</summary>
internal interface IPrimaryLocator : IAsyncDisposable
{
    /// <summary>Servers to try, in this order; empty if nobody knows now.</summary>
    ValueTask<ImmutableArray<EndPoint>> CandidatesAsync(CancellationToken cancellation);
}
