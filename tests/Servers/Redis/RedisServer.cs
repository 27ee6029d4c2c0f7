using System.Security.Cryptography;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.Redis;

/// <summary>A Redis server.</summary>
public sealed class RedisServer(ServerPlace place, RedisOptions options) : RealServer(place)
{
    internal const string Package = "redis-server";

    public string? Password => options.Password;

    /// <summary>A server of its own with a password, started; it goes with this process.</summary>
    public static Task<RedisServer> StartNewAsync(RedisOptions? options = null, CancellationToken cancel = default) =>
        StartedAsync(new RedisServer(ServerPlace.Temporary("redis"), options ?? new RedisOptions { Password = RandomNumberGenerator.GetHexString(24, lowercase: true) }), cancel);

    /// <returns>The text of the answer; of an answer with many parts, a line each.</returns>
    /// <exception cref="IOException">An error is the answer, or the server is away.</exception>
    public async Task<string> AskAsync(CancellationToken cancel, params string[] command)
    {
        using var connection = await RespConnection.OpenAsync(Port, options.Password, cancel, options.Tls);
        return await connection.AskAsync(command, cancel);
    }

    protected override Task PrepareAsync(CancellationToken cancel)
    {
        var settings = new Dictionary<string, string>
        {
            ["port"] = $"{Port}",
            ["bind"] = "127.0.0.1",
            ["dir"] = Directory,
            ["daemonize"] = "no",
            ["protected-mode"] = "no",
            ["save"] = "\"\"",
            ["appendonly"] = options.KeepsKeys ? "yes" : "no",
        };
        if (options.Tls is { } tls)
        {
            (settings["port"], settings["tls-port"]) = ("0", $"{Port}");
            (settings["tls-cert-file"], settings["tls-key-file"], settings["tls-ca-cert-file"]) = (tls.CertificateFile, tls.KeyFile, tls.CaFile);
            settings["tls-auth-clients"] = "no";
        }

        // In a file rather than on the command line, which everybody may read.
        if (options.Password is { } password) (settings["requirepass"], settings["masterauth"]) = (password, password);
        if (options.ReplicaOf is { } primary) settings["replicaof"] = $"127.0.0.1 {primary}";
        foreach (var (name, value) in options.Settings) settings[name] = value;
        PrivateFile.Write(FileOf("redis.conf"), string.Concat(settings.Select(setting => $"{setting.Key} {setting.Value}\n")));
        return Task.CompletedTask;
    }

    protected override ServerCommand Command() => new(Programs.Require("redis-server", Package), FileOf("redis.conf"));

    protected override async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        // While it loads its keys it answers, with an error.
        string info = await AskAsync(cancel, "INFO", "server");
        return info.Contains($"process_id:{ProcessId}\r", StringComparison.Ordinal) && await AskAsync(cancel, "PING") == "PONG";
    }
}
