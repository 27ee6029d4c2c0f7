using System.Collections.Immutable;
using System.Net;
using MemberGrains.ReadModels.Redis.Options;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>
/// Asks all sentinels and follows the newest epoch: one that was cut off still names the old primary, with an older epoch.
/// </summary>
internal sealed class SentinelServers(ImmutableArray<EndPoint> sentinels, RedisCacheOptions options, TimeProvider time) : IPrimaryLocator
{
    private readonly ImmutableArray<Sentinel> _sentinels = ImmutableArray.CreateRange(sentinels, endpoint => new Sentinel(endpoint, options, time));

    public async ValueTask<ImmutableArray<EndPoint>> CandidatesAsync(CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(_sentinels.Select(sentinel => sentinel.AskAsync(cancellation)));
        return answers.MaxBy(answer => answer?.Epoch ?? -1) is { } newest ? [newest.Endpoint] : [];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sentinel in _sentinels) await sentinel.DisposeAsync();
    }
}
