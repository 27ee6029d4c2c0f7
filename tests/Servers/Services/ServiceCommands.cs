using System.Globalization;
using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.MariaDb.Clusters;
using MemberGrains.Servers.Processes;
using MemberGrains.Servers.RabbitMq;
using MemberGrains.Servers.Redis;

namespace MemberGrains.Servers.Services;

/// <summary>What <c>./dev services</c> does. Returns the exit code: 0 done, 1 not all is up, 2 the command line is wrong.</summary>
internal sealed class ServiceCommands(string directory, TextWriter output)
{
    public const string Usage = """
        ./dev services up               starts what does not run of all stores, and writes services.json
        ./dev services status           each server: role, center, port, process, memory, whether it answers
        ./dev services rows             rows in the tables of the record
        ./dev services down [--wipe]    stops them; --wipe also deletes their data
        ./dev services kill NAME        kill -9
        ./dev services start NAME       one that was killed, in the role it has now
        ./dev services promote NAME [--home]   a MariaDB node becomes primary; --home: the replica beside it acknowledges
        ./dev services one mariadb|redis|rabbitmq|elasticsearch   a server for this terminal, gone with it
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        switch (arguments)
        {
            case ["status"]: return await StatusAsync();
            case ["rows"]: return await RowsAsync(cancel);
            case ["up"]: return await AloneAsync(services => UpAsync(services, cancel));
            case ["down"]: return await AloneAsync(services => services.DownAsync());
            case ["down", "--wipe"]: return await WipeAsync();
            case ["kill", var name]: return await AloneAsync(services => services.Server(name).KillAsync());
            case ["start", var name]: return await AloneAsync(services => services.StartAsync(name, cancel));
            case ["promote", var name]: return await AloneAsync(services => services.PromoteAsync(name, AcknowledgedBy.AwayReplicas, cancel));
            case ["promote", var name, "--home"]: return await AloneAsync(services => services.PromoteAsync(name, AcknowledgedBy.HomeReplica, cancel));
            case ["one", var kind]: return await OneAsync(kind, cancel);
            default:
                output.WriteLine(Usage);
                return 2;
        }
    }

    private async Task UpAsync(ServiceSet services, CancellationToken cancel)
    {
        long begun = TimeProvider.System.GetTimestamp();
        await services.UpAsync(cancel);
        double seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        double memory = services.Servers.Sum(server => server.MemoryBytes) / 1e9;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{services.Servers.Count} servers, ready after {seconds:0.0} s, {memory:0.0} GB. The product reads {services.ConfigurationFile}"));
        if (services.SearchUrls.Count == 0) output.WriteLine($"No Elasticsearch ({ElasticsearchStart.Variable} names its start script): the laptop keeps its indexes in memory.");
    }

    private async Task<int> StatusAsync()
    {
        var rows = await Open().StatusAsync();
        TextTable.Write(
            output,
            ["SERVER", "ROLE", "CENTER", "PORT", "PID", "MB", "UP"],
            rows.Select(row => new[]
            {
                row.Name,
                row.Role,
                row.Center,
                row.Port,
                row.ProcessId == 0 ? "-" : Text(row.ProcessId),
                row.MemoryBytes == 0 ? "-" : Text(row.MemoryBytes / 1_000_000),
                row.IsUp ? "yes" : "no",
            }));
        return rows.All(row => row.IsUp) ? 0 : 1;
    }

    private async Task<int> RowsAsync(CancellationToken cancel)
    {
        var counted = new List<string[]>();
        foreach (var cluster in Open().Records) counted.AddRange(await RecordRows.CountAsync(cluster, cancel));
        TextTable.Write(output, ["CLUSTER", "TABLES", "COUNT", "ROWS", "FEWEST", "MOST"], counted);
        return 0;
    }

    private async Task<int> OneAsync(string kind, CancellationToken cancel)
    {
        await using RealServer server = kind switch
        {
            "mariadb" => await MariaDbNode.StartNewAsync(cancel: cancel),
            "redis" => await RedisServer.StartNewAsync(cancel: cancel),
            "rabbitmq" => await RabbitMqBroker.StartNewAsync(cancel: cancel),
            "elasticsearch" => await ElasticsearchNode.StartNewAsync(cancel: cancel),
            _ => throw new ArgumentException($"No kind of server {kind}: mariadb, redis, rabbitmq or elasticsearch."),
        };
        string account = server switch
        {
            MariaDbNode node => $" as {node.Account.User} with {node.Account.Password}",
            RedisServer redis => $" with {redis.Password}",
            RabbitMqBroker broker => $" as {broker.Account.User} with {broker.Account.Password}",
            _ => "",
        };
        output.WriteLine($"{kind} at 127.0.0.1:{server.Port}{account}, files in {server.Directory}, until Ctrl-C");
        await Task.Delay(Timeout.Infinite, cancel);
        return 0;
    }

    private async Task<int> WipeAsync()
    {
        await AloneAsync(services => services.DownAsync());
        Directory.Delete(directory, recursive: true);
        return 0;
    }

    /// <summary>Two commands that start and stop the same servers at once would each undo the other.</summary>
    private async Task<int> AloneAsync(Func<ServiceSet, Task> work)
    {
        Directory.CreateDirectory(directory);
        await using var alone = new FileStream(Path.Combine(directory, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        await work(Open());
        return 0;
    }

    private ServiceSet Open() => new(directory, ServerLifetime.ItsOwn);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
