using MemberGrains.Bench.Bind;
using MemberGrains.Bench.Cache;
using MemberGrains.Bench.Grain;
using MemberGrains.Bench.Http;
using MemberGrains.Bench.Lag;
using MemberGrains.Bench.Load;
using MemberGrains.Bench.Memory;
using MemberGrains.Bench.MySql;
using MemberGrains.Bench.Order;
using MemberGrains.Bench.Resolve;
using MemberGrains.Bench.Search;
using MemberGrains.Bench.Stream;

// ./dev bench [grain|http|bind|cache|order [SERVICES]|lag [SERVICES STORES [RATE]]|mysql [ROWS]|search|load [MEMBERS [SERVICES]]|resolve SERVICES|stream SERVICES|memory|all]; figures go to bench/results with machine and commit.
string name = args is [var first, ..] ? first : "all";
if (name == BareKestrel.Argument)
{
    await BareKestrel.RunAsync(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

string? second = args is [_, var given, ..] ? given : null;
int members = name == "load" && second is not null ? int.Parse(second, System.Globalization.CultureInfo.InvariantCulture) : LoadBench.DefaultMembers;
string root = Environment.GetEnvironmentVariable("MEMBERGRAINS_ROOT") ?? Directory.GetCurrentDirectory();
var benches = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["grain"] = () => GrainBench.RunAsync(root),
    ["memory"] = () => MemoryBench.RunAsync(root),
    ["http"] = () => HttpBench.RunAsync(root),
    ["bind"] = () => BindBench.RunAsync(root),
    ["cache"] = () => CacheBench.RunAsync(root),
    ["order"] = () => OrderBench.RunAsync(root, name == "order" ? second : null),
    ["lag"] = () => LagBench.RunAsync(root, name == "lag" ? second : null, args is [_, _, var stores, ..] ? stores : "services", args is [_, _, _, var rate, ..] ? int.Parse(rate, System.Globalization.CultureInfo.InvariantCulture) : LagBench.DefaultPerSecond),
    ["mysql"] = () => MySqlBench.RunAsync(root, name == "mysql" && second is not null ? int.Parse(second, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000),
    ["search"] = () => SearchBench.RunAsync(root),
    ["load"] = () => args is [_, _, var servers, ..] ? LoadBench.RunOnServersAsync(root, members, servers) : LoadBench.RunAsync(root, members),
};
if (second is not null && name is "resolve" or "stream")
{
    await (name == "resolve" ? ResolveBench.RunAsync(root, second) : StreamBench.RunAsync(root, second));
    return 0;
}

if (name != "all" && !benches.ContainsKey(name))
{
    Console.Error.WriteLine($"There is no bench {name}: {string.Join(", ", benches.Keys)}, resolve SERVICES, stream SERVICES, all.");
    return 2;
}

foreach (var (known, run) in benches)
{
    if (name == "all" || name == known) await run();
}

return 0;
