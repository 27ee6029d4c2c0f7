using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Port;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>The primary is killed with -9: what was acknowledged is there, nothing is half, and what is said of the rest is true.</summary>
[Collection(MySqlServers.Name), Needs(Server.MariaDb)]
public sealed class KilledServerTests(MySqlPair pair)
{
    [ServerTheory]
    [InlineData("AfterLock")]
    [InlineData("BeforeWrite")]
    public async Task Killed_while_a_commit_is_under_way_its_fate_is_unknown_and_reading_again_tells(string step)
    {
        var kill = new KillOnce(pair, step);
        await using var stand = await MySqlFaultStand.OpenAsync(pair, options => options.Probe = kill.Pass);
        var key = MySqlFaultStand.Key();
        await stand.ServesAsync();
        kill.Arm();
        await Assert.ThrowsAsync<FateUnknownException>(() => stand.RegisterAsync(key));
        await stand.Node.StartAsync();
        await stand.ServesAsync();
        Assert.Equal(0, (await stand.LoadAsync(key)).Row.Revision);
        await stand.WholeAsync(key);
    }

    [ServerFact]
    public async Task Killed_before_anything_was_sent_nothing_is_written_and_it_says_so()
    {
        var kill = new KillOnce(pair, "BeforeLock");
        await using var stand = await MySqlFaultStand.OpenAsync(pair, options => options.Probe = kill.Pass);
        var key = MySqlFaultStand.Key();
        await stand.ServesAsync();
        kill.Arm();
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.RegisterAsync(key));
        Assert.Contains(stand.Node.Name, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(stand.Node.Account.Password, fault.ToString(), StringComparison.Ordinal);
        await stand.Node.StartAsync();
        await stand.ServesAsync();
        Assert.Equal(0, (await stand.LoadAsync(key)).Row.Revision);
    }

    [ServerFact]
    public async Task Killed_after_a_commit_was_answered_it_is_there_when_the_server_is_back()
    {
        var kill = new KillOnce(pair, "AfterCommit");
        await using var stand = await MySqlFaultStand.OpenAsync(pair, options => options.Probe = kill.Pass);
        var key = MySqlFaultStand.Key();
        await stand.ServesAsync();
        kill.Arm();
        Assert.Equal(CommitResult.Committed, await stand.RegisterAsync(key));
        await stand.Node.StartAsync();
        await stand.ServesAsync();
        Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
        await stand.WholeAsync(key);
    }

    [ServerFact]
    public async Task Killed_again_and_again_under_load_nothing_acknowledged_is_lost()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        var keys = Enumerable.Range(0, 8).Select(_ => MySqlFaultStand.Key()).ToList();
        using var stop = new CancellationTokenSource();
        var heard = keys.ToDictionary(key => key, _ => 0L);
        int written = 0;
        var writers = keys.Select(key => WriteAsync(stand, key, heard, () => Interlocked.Increment(ref written), stop.Token)).ToList();
        for (int round = 0; round < 3; round++)
        {
            int before = Volatile.Read(ref written);
            await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref written) > before + 50));
            await stand.Node.RestartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await stand.ServesAsync();
        foreach (var key in keys)
        {
            await stand.WholeAsync(key);
            Assert.InRange((await stand.LoadAsync(key)).Row.Version, heard[key], heard[key] + 1);
        }
    }

    /// <summary>Changes a row again and again, as a grain would: after a fault it reads again, and counts what was acknowledged.</summary>
    private static async Task WriteAsync(MySqlFaultStand stand, IdentityKey key, Dictionary<IdentityKey, long> heard, Action acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var loaded = await stand.LoadAsync(key);
                lock (heard) heard[key] = Math.Max(heard[key], loaded.Row.Version);
                var commit = Conformance.Storage.Commits.Change(loaded, TimeProvider.System.GetUtcNow());
                Assert.Equal(CommitResult.Committed, await stand.CommitAsync(commit));
                lock (heard) heard[key] = commit.Row!.Version;
                acknowledged();
            }
            catch (Exception fault) when (fault is StoreUnavailableException or FateUnknownException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    /// <summary>Kills the server when a commit comes to a step, once, on the committing thread itself.</summary>
    private sealed class KillOnce(MySqlPair pair, string at)
    {
        private readonly MySqlCommitStep _at = Enum.Parse<MySqlCommitStep>(at);
        private bool _armed;

        public void Arm() => Volatile.Write(ref _armed, true);

        public void Pass(MySqlCommitStep step)
        {
            if (step == _at && Interlocked.Exchange(ref _armed, false)) pair.Nodes[0].KillAsync().GetAwaiter().GetResult();
        }
    }
}
