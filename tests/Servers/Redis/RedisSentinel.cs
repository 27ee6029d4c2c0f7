using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.Redis;

/// <summary>A sentinel that watches one primary and its replicas.</summary>
/// <param name="service">The name by which clients ask for the primary.</param>
/// <param name="quorum">How many sentinels must see the primary gone.</param>
public sealed class RedisSentinel(ServerPlace place, string service, RedisServer primary, int quorum) : RealServer(place)
{
    /// <summary>A sentinel of its own, started; it goes with this process.</summary>
    public static Task<RedisSentinel> StartNewAsync(string service, RedisServer primary, int quorum = 1, CancellationToken cancel = default) =>
        StartedAsync(new RedisSentinel(ServerPlace.Temporary("sentinel"), service, primary, quorum), cancel);

    /// <returns>The text of the answer; of an answer with many parts, a line each.</returns>
    /// <exception cref="IOException">An error is the answer, or the sentinel is away.</exception>
    public async Task<string> AskAsync(CancellationToken cancel, params string[] command)
    {
        using var connection = await RespConnection.OpenAsync(Port, null, cancel);
        return await connection.AskAsync(command, cancel);
    }

    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        // The sentinel keeps what it learns in this file: it is written once for its port.
        string file = FileOf("sentinel.conf");
        if (File.Exists(file) && (await File.ReadAllLinesAsync(file, cancel)).Contains($"port {Port}")) return;
        PrivateFile.Write(
            file,
            $"""
            port {Port}
            bind 127.0.0.1
            dir {Directory}
            protected-mode no
            sentinel monitor {service} 127.0.0.1 {primary.Port} {quorum}
            sentinel down-after-milliseconds {service} 1000
            sentinel failover-timeout {service} 5000
            sentinel parallel-syncs {service} 1
            {(primary.Password is null ? "" : $"sentinel auth-pass {service} {primary.Password}")}

            """);
    }

    protected override ServerCommand Command() => new(Programs.Require("redis-sentinel", "redis-sentinel"), FileOf("sentinel.conf"));

    protected override async Task<bool> AnswersAsync(CancellationToken cancel) =>
        (await AskAsync(cancel, "INFO", "server")).Contains($"process_id:{ProcessId}\r", StringComparison.Ordinal)
        && (await AskAsync(cancel, "SENTINEL", "get-master-addr-by-name", service)).Length > 0;
}
