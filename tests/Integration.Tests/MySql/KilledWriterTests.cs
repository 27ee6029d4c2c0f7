using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>A process that writes is killed between two steps of a group commit: what it acknowledged is there, nothing is half.</summary>
[Collection(MySqlServers.Name), Needs(Server.MariaDb)]
public sealed class KilledWriterTests(MySqlPair pair)
{
    private const int Killed = 128 + 9;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [ServerTheory]
    [InlineData("BeforeLock")]
    [InlineData("AfterLock")]
    [InlineData("BeforeWrite")]
    [InlineData("AfterCommit")]
    public async Task Killed_between_two_steps_of_a_batch_the_record_is_whole(string step)
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        string file = Path.Combine(Directory.CreateTempSubdirectory("record-mysql-").FullName, "record.json");
        var options = pair.Options();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(options));
        var heard = new Dictionary<IdentityKey, long>();
        foreach (int occurrence in (int[])[2, 31])
        {
            await WriteUntilKilledAsync(file, $"{step}:{occurrence}", heard);
            foreach (var (key, revision) in heard)
            {
                await stand.WholeAsync(key);
                // One write of each row is under way at a time, so at most one can be there that nobody has heard of.
                Assert.InRange((await stand.LoadAsync(key)).Row.Revision, revision, revision + 1);
            }
        }

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.NotEmpty(heard);
    }

    /// <summary>Runs the writer and takes down the newest revision that it acknowledged of each row.</summary>
    private static async Task WriteUntilKilledAsync(string file, string killAt, Dictionary<IdentityKey, long> heard)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MemberGrains.Storage.Crash.dll"));
        start.ArgumentList.Add(file);
        start.Environment["RECORD_KILL_AT"] = killAt;
        using var patience = new CancellationTokenSource(Patience);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            // A line that was cut off by the kill is an acknowledgement that nobody has heard.
            string[] parts = line.Split(' ');
            if (parts is [var key, var revision, _, { Length: > 0 }]) heard[new IdentityKey(key)] = long.Parse(revision, CultureInfo.InvariantCulture);
        }

        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == Killed, $"It ended with {process.ExitCode}: {await errors}");
    }
}
