using MemberGrains.Conformance.Storage;
using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Storage;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Testing;
using Microsoft.Extensions.Options;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>A record over the pair, on the servers' own clocks; patient with a busy machine unless a test waits for a time-out.</summary>
internal sealed class MySqlFaultStand : IAsyncDisposable
{
    public const string Cluster = "c0";

    private readonly MySqlPair _pair;

    private MySqlFaultStand(MySqlPair pair, MySqlRecordOptions options, DependencyTable table)
    {
        _pair = pair;
        var pipelines = new DependencyPipelines(Options.Create(table), TimeProvider.System);
        Record = MySqlRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System, pipelines);
    }

    /// <summary>The server of the cluster that the tests hurt.</summary>
    public MariaDbNode Node => _pair.Nodes[0];

    public RecordStore Record { get; }

    public static CancellationToken None => CancellationToken.None;

    /// <param name="timeouts">For a server that falls silent; null for those that nobody runs into.</param>
    public static async Task<MySqlFaultStand> OpenAsync(MySqlPair pair, Action<MySqlRecordOptions>? change = null, DependencyTable? timeouts = null)
    {
        foreach (var node in pair.Nodes) await node.StartAsync();
        await pair.EmptyAsync();
        return Another(pair, change, timeouts);
    }

    /// <summary>One more, as another process would open it.</summary>
    public static MySqlFaultStand Another(MySqlPair pair, Action<MySqlRecordOptions>? change = null, DependencyTable? timeouts = null)
    {
        var options = pair.Options();
        change?.Invoke(options);
        return new MySqlFaultStand(pair, options, timeouts ?? PatientTimeouts.Table());
    }

    /// <summary>For a server that no commit comes back from.</summary>
    public static DependencyTable CommitsGivenUpAfter(int milliseconds)
    {
        var table = PatientTimeouts.Table();
        table.RecordCommit.TimeoutMs = milliseconds;
        return table;
    }

    /// <summary>For a server that nothing comes back from.</summary>
    public static DependencyTable GivenUpAfter(int milliseconds)
    {
        var table = new DependencyTable();
        (table.RecordCommit.TimeoutMs, table.RecordRead.TimeoutMs) = (milliseconds, milliseconds);
        return table;
    }

    /// <summary>A new identity of the cluster.</summary>
    public static IdentityKey Key()
    {
        while (true)
        {
            var key = Some.Phone();
            if (SlotMap.Default.ClusterOf(Slot.Of(key)).Id == Cluster) return key;
        }
    }

    public async Task<LoadedIdentity> LoadAsync(IdentityKey key) => await Record.Rows.LoadAsync(key, None);

    public async Task<CommitResult> CommitAsync(RowCommit commit) => await Record.Rows.CommitAsync(commit, None);

    /// <summary>A change on what there is now.</summary>
    public async Task<CommitResult> ChangeAsync(IdentityKey key) => await CommitAsync(Commits.Change(await LoadAsync(key), TimeProvider.System.GetUtcNow()));

    /// <summary>A change of a row that is known not to exist, so that nothing is read before it.</summary>
    public Task<CommitResult> RegisterAsync(IdentityKey key) =>
        CommitAsync(Commits.Change(new LoadedIdentity(IdentityRow.Absent(key), 1, []), TimeProvider.System.GetUtcNow()));

    /// <summary>Ends when writes are taken and reads answered again; each try is a row of its own.</summary>
    public Task ServesAsync() => Servers.Eventually.TrueAsync(async () =>
    {
        try
        {
            var key = Key();
            return await RegisterAsync(key) == CommitResult.Committed && (await LoadAsync(key)).Row.Version == 1;
        }
        catch (Exception fault) when (fault is StoreUnavailableException or FateUnknownException)
        {
            return false;
        }
    });

    /// <summary>Row, history and outbox of a key agree.</summary>
    public async Task WholeAsync(IdentityKey key)
    {
        var row = (await LoadAsync(key)).Row;
        var history = await Record.History.ReadAsync(key, null, 100, None);
        Assert.Equal(Enumerable.Range(1, (int)row.Version).Select(version => (long)version).Reverse(), history.Select(entry => entry.Version));
        var outbox = await Record.Outbox.ReadAsync(SlotMap.Default.ClusterOf(Slot.Of(key)).Id, default, 100_000, None);
        Assert.Equal(history.Select(entry => entry.Version).Reverse(), outbox.Where(item => item.Event.Identity == key).Select(item => item.Event.Version));
        if (row.Version > 0) Assert.Equal(row.State, history[0].After);
    }

    public ValueTask DisposeAsync() => Record.DisposeAsync();
}
