using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Redis.Connection;
using MemberGrains.ReadModels.Redis.Options;
using Microsoft.Extensions.Logging;
using Polly;

namespace MemberGrains.ReadModels.Redis;

/// <summary>What a center's cache in Redis is made of.</summary>
internal sealed record RedisCacheParts
{
    /// <summary>The center.</summary>
    public required string Center { get; init; }

    /// <summary>The servers; owned.</summary>
    public required RedisLink Link { get; init; }

    /// <summary>Who gives generations, and homes to them.</summary>
    public required ICacheGenerations Generations { get; init; }

    /// <summary>Times of every cache.</summary>
    public required CacheOptions Times { get; init; }

    /// <summary>Servers and their times.</summary>
    public required RedisCacheOptions Options { get; init; }

    /// <summary>Time-out and breaker of one call.</summary>
    public required ResiliencePipeline Pipeline { get; init; }

    /// <summary>Fill leases count up from here: a random number, so that no two processes give the same.</summary>
    public required long FirstLease { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What it counts in.</summary>
    public required ReadModelMetrics Metrics { get; init; }

    /// <summary>Where it tells.</summary>
    public required ILogger Logger { get; init; }
}
