using System.Collections.Immutable;
using System.Net;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>The servers of the configuration: whichever is primary.</summary>
internal sealed class FixedServers(ImmutableArray<EndPoint> servers) : IPrimaryLocator
{
    public ValueTask<ImmutableArray<EndPoint>> CandidatesAsync(CancellationToken cancellation) => new(servers);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
