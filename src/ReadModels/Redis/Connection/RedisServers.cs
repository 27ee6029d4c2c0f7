using System.Collections.Immutable;
using System.Net;
using MemberGrains.ReadModels.Redis.Options;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>Chooses who is asked for the primary.</summary>
internal static class RedisServers
{
    public static IPrimaryLocator Of(RedisCacheOptions options, TimeProvider time)
    {
        ImmutableArray<EndPoint> endpoints = [.. options.Endpoints.Select(RedisEndpoint.Parse)];
        return options.SentinelService is null ? new FixedServers(endpoints) : new SentinelServers(endpoints, options, time);
    }
}
