using System.Globalization;
using MemberGrains.Bench.Processes;
using MemberGrains.Bench.Results;
using MemberGrains.Bench.Storage;
using MemberGrains.Ops.Loading;
using MemberGrains.Ops.Samples;

namespace MemberGrains.Bench.Load;

/// <summary>
/// What <c>./dev load</c> takes for a sample, through both gateways of a laptop in a process of its own, every bind synced;
/// beside it the same tables written by plain SQLite, in the same run.
/// </summary>
internal static class LoadBench
{
    /// <summary>What the goals are stated for; fewer for a quick look.</summary>
    public const int DefaultMembers = 100_000;

    private const ulong Seed = 7;
    private const int RawBatch = 500;
    private const int InFlight = 256;

    // Rows that SQLite inserts, updates or deletes for the record; the relay's deletes of outbox rows are not counted.
    private const int RowsOfRegister = 3; // row, history, outbox
    private const int RowsOfBoundIdentity = RowRate.RowsPerPair / 2;
    private const int RowsOfAnswer = 1; // a refusal, or an answer that changes nothing

    /// <summary>The same load on the servers that a file names, which hold nothing yet.</summary>
    public static async Task RunOnServersAsync(string root, int members, string services)
    {
        using var directory = new ScratchDirectory();
        var (summary, file) = Write(directory, members);
        await using var laptop = await LaptopProcess.StartAsync(directory, services);
        var report = await LoadAsync(laptop, file);
        long began = TimeProvider.System.GetTimestamp();
        await laptop.SettleAsync();
        double behind = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(await LaptopProcess.ToolAsync("verify", "--data", directory.File("data")));
        double seconds = report.Took.TotalSeconds;
        ResultFile.Write(root, "load-services", $"{summary.Members:N0} members of sample seed {Seed}, {report.Source.Lines:N0} lines, {InFlight} requests in flight over both gateways of a laptop ({laptop.Stores}); servers, laptop and loader on the same cores. All rows, indexes and caches agreed afterwards.",
        [
            new Figure("wall time", seconds, "s"),
            new Figure("identities", summary.Identities / seconds, "identities/s"),
            new Figure("requests", report.Source.Lines / seconds, "lines/s"),
            new Figure("until the last read model had everything", behind, "s"),
        ]);
    }

    public static async Task RunAsync(string root, int members)
    {
        using var directory = new ScratchDirectory();
        var (summary, file) = Write(directory, members);
        LoadReport report;
        long entries;
        string stores;
        await using (var laptop = await LaptopProcess.StartAsync(directory))
        {
            report = await LoadAsync(laptop, file);
            stores = laptop.Stores;
            string verified = await LaptopProcess.ToolAsync("verify", "--replay", "--data", directory.File("data"));
            Console.WriteLine(verified);
            entries = Entries(verified);
        }

        long registered = report.Progress.Accepted["registered"];
        long bound = report.Progress.Accepted["bound"];
        long answers = report.Progress.Accepted.GetValueOrDefault("already-bound") + report.Progress.Refused.GetValueOrDefault("taken") + report.Progress.Refused.GetValueOrDefault("kind-occupied");
        long rows = (registered * RowsOfRegister) + ((entries - registered) * RowsOfBoundIdentity) + (answers * RowsOfAnswer);
        double seconds = report.Took.TotalSeconds;
        string rawDirectory = Directory.CreateDirectory(directory.File("raw")).FullName;
        var raw = await RawSqlite.MeasureAsync(rawDirectory, (int)(rows / RowRate.RowsPerPair), RawBatch);
        ResultFile.Write(root, "load", $"{summary.Members:N0} members of sample seed {Seed}, {report.Source.Lines:N0} lines ({registered:N0} registered, {bound:N0} bound, {report.Progress.RefusedLines:N0} refused), {InFlight} requests in flight over both gateways of a laptop ({stores}); laptop and loader on the same cores. All rows, histories, indexes and caches agreed afterwards. Beside it plain SQLite: as many rows in the same tables, transactions of {RawBatch} synced rows, one thread per file.",
        [
            new Figure("wall time", seconds, "s"),
            new Figure("identities", summary.Identities / seconds, "identities/s", ">= 8,000"),
            new Figure("requests", report.Source.Lines / seconds, "lines/s"),
            new Figure("row changes", rows / seconds, "rows/s"),
            new Figure("plain SQLite", raw.RowsPerSecond, "rows/s"),
            new Figure("share of plain SQLite", rows / seconds / raw.RowsPerSecond * 100, "%", ">= 30 %"),
        ]);
    }

    private static async Task<LoadReport> LoadAsync(LaptopProcess laptop, string file)
    {
        var options = new LoadOptions { File = file, Gateways = [laptop.GatewayA, laptop.GatewayB], Key = laptop.OrderKey, InFlight = InFlight };
        var report = await new Loader(options, TimeProvider.System, Console.Error).RunAsync(CancellationToken.None);
        return report.ExitCode == 0 ? report : throw new InvalidOperationException("The load did not finish.");
    }

    private static (SampleSummary Summary, string File) Write(ScratchDirectory directory, int members)
    {
        string file = directory.File("people.jsonl");
        using var lines = new StreamWriter(file);
        return (SampleWriter.Write(members, Seed, lines, TextWriter.Null), file);
    }

    private static long Entries(string verified) => verified.Split('\n')
        .Where(line => line.StartsWith("history entries replayed", StringComparison.Ordinal))
        .Select(line => long.Parse(line["history entries replayed".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture))
        .Single();
}
