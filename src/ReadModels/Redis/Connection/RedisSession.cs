using System.Collections.Immutable;
using System.Net;
using MemberGrains.ReadModels.Redis.Options;
using StackExchange.Redis;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>
/// A connection to one run of one server. The scripts bear a mark that only this session has loaded, so a call that is
/// answered was answered by this run: a restarted server, or the one it failed over to, does not know them.
/// </summary>
internal sealed class RedisSession : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabaseAsync _database;
    private readonly ImmutableArray<byte[]> _scripts;

    private RedisSession(ConnectionMultiplexer connection, EndPoint endpoint, ImmutableArray<byte[]> scripts) =>
        (_connection, _database, _scripts, Endpoint, Address) = (connection, connection.GetDatabase(), scripts, endpoint, RedisEndpoint.Show(endpoint));

    /// <summary>The server's address.</summary>
    public EndPoint Endpoint { get; }

    /// <summary>The same, to be shown.</summary>
    public string Address { get; }

    /// <summary>The server's run id.</summary>
    public string Run { get; private set; } = "";

    /// <summary>Connects to a server that can serve.</summary>
    /// <exception cref="CacheServerException">It can be reached, and must not be used; or TLS can not be agreed on.</exception>
    public static async Task<RedisSession> OpenAsync(EndPoint endpoint, RedisCacheOptions options, string mark, TimeProvider time, CancellationToken cancellation)
    {
        var connection = await RedisClient.ConnectAsync(endpoint, options, time, cancellation);
        try
        {
            var patience = TimeSpan.FromMilliseconds(options.ProbeTimeoutMs);
            var server = connection.GetServer(endpoint);
            byte[][] scripts = await Task.WhenAll(ScriptTexts.Marked(mark).Select(text => server.ScriptLoadAsync(text))).WaitAsync(patience, time, cancellation);
            var session = new RedisSession(connection, endpoint, [.. scripts]);
            // Asked by a script that only this run has: the id can not be that of a run before.
            var facts = await session.AskAsync().WaitAsync(patience, time, cancellation);
            if (facts.Problem is { } problem) throw new CacheServerException($"{RedisEndpoint.Show(endpoint)} can not be used as a cache: {problem}.");
            session.Run = facts.Run;
            return session;
        }
        catch
        {
            await RedisClient.CloseAsync(connection);
            throw;
        }
    }

    /// <summary>Sends a call at once; takes as long as the library likes, so the caller bounds it.</summary>
    public Task<RedisResult> CallAsync(RedisScript script, RedisKey[]? keys, RedisValue[]? values) =>
        _database.ScriptEvaluateAsync(_scripts[(int)script], keys, values);

    /// <summary>What the server says of itself now.</summary>
    public async Task<ServerFacts> AskAsync() => ServerFacts.Parse((string?)await CallAsync(RedisScript.Ask, null, null) ?? "");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await RedisClient.CloseAsync(_connection);
}
