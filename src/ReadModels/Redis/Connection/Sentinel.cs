using System.Net;
using MemberGrains.ReadModels.Redis.Options;
using StackExchange.Redis;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>One sentinel, and the connection to it while it answers.</summary>
internal sealed class Sentinel(EndPoint endpoint, RedisCacheOptions options, TimeProvider time) : IAsyncDisposable
{
    private ConnectionMultiplexer? _connection;

    /// <summary>Null if it does not answer in time, or does not know the service. Asked one at a time.</summary>
    public async Task<SentinelAnswer?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            _connection ??= await RedisClient.ConnectSentinelAsync(endpoint, options, time, cancellation);
            var fields = await _connection.GetServer(endpoint).SentinelMasterAsync(options.SentinelService ?? "")
                .WaitAsync(TimeSpan.FromMilliseconds(options.ProbeTimeoutMs), time, cancellation);
            return SentinelAnswer.Of(fields);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or CacheServerException or InvalidOperationException)
        {
            await DisposeAsync();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await RedisClient.CloseAsync(connection);
    }
}
