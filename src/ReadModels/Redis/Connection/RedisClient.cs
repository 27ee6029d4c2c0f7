using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using MemberGrains.ReadModels.Redis.Options;
using MemberGrains.Resilience.Trust;
using StackExchange.Redis;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>Opens connections of the library, each to one address: which server is asked is decided here, never by it.</summary>
internal static class RedisClient
{
    /// <summary>A connection to a server.</summary>
    public static Task<ConnectionMultiplexer> ConnectAsync(EndPoint endpoint, RedisCacheOptions options, TimeProvider time, CancellationToken cancellation) =>
        ConnectAsync(endpoint, CommandMap.Default, options.Password, options, time, cancellation);

    /// <summary>A connection to a sentinel.</summary>
    public static Task<ConnectionMultiplexer> ConnectSentinelAsync(EndPoint endpoint, RedisCacheOptions options, TimeProvider time, CancellationToken cancellation) =>
        ConnectAsync(endpoint, CommandMap.Sentinel, options.SentinelPassword, options, time, cancellation);

    /// <summary>Gives a connection up without waiting for what is under way on it.</summary>
    public static async Task CloseAsync(ConnectionMultiplexer connection)
    {
        try
        {
            await connection.CloseAsync(allowCommandsToComplete: false);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or ObjectDisposedException)
        {
            // It was broken; what it holds is let go below.
        }

        connection.Dispose();
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(
        EndPoint endpoint, CommandMap commands, string? password, RedisCacheOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var configuration = new ConfigurationOptions
        {
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = options.ProbeTimeoutMs,
            CommandMap = commands,
            Password = password,
            Ssl = options.Tls,
            SslHost = options.TlsHost,
            SslProtocols = options.Tls ? SslProtocols.Tls12 | SslProtocols.Tls13 : null,
            // It would look for other servers by these.
            TieBreaker = "",
            ConfigurationChannel = "",
            ClientName = "membergrains",
        };
        string? refused = null;
        if (options.Tls) configuration.CertificateValidation += Telling(ServerTrust.Of(options.TlsCa), reason => refused = reason);
        configuration.EndPoints.Add(endpoint);
        var connecting = ConnectionMultiplexer.ConnectAsync(configuration);
        try
        {
            return await connecting.WaitAsync(TimeSpan.FromMilliseconds(options.ProbeTimeoutMs), time, cancellation);
        }
        catch (RedisConnectionException fault) when (options.Tls)
        {
            throw new CacheServerException($"There is no TLS connection to {RedisEndpoint.Show(endpoint)}: {refused ?? fault.Message}", fault);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            // Late, it would stay open for nobody.
            _ = connecting.ContinueWith(
                static late => late.IsCompletedSuccessfully ? CloseAsync(late.Result) : Task.FromResult(late.Exception),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            if (fault is TimeoutException && options.Tls) throw new TimeoutException($"{RedisEndpoint.Show(endpoint)} did not answer within {options.ProbeTimeoutMs} ms: does it speak TLS?", fault);
            throw;
        }
    }

    /// <summary>The library drops what a check throws.</summary>
    private static RemoteCertificateValidationCallback Telling(RemoteCertificateValidationCallback check, Action<string> tell) => (sender, certificate, chain, errors) =>
    {
        try
        {
            return check(sender, certificate, chain, errors);
        }
        catch (AuthenticationException refused)
        {
            tell(refused.Message);
            return false;
        }
    };
}
