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

/// <summary>A record over the pair, with time-outs short enough to wait for, on the servers' own clocks.</summary>
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

    public static async Task<MySqlFaultStand> OpenAsync(MySqlPair pair, Action<MySqlRecordOptions>? change = null, int commitTimeoutMs = 5_000)
    {
        foreach (var node in pair.Nodes) await node.StartAsync();
        await pair.EmptyAsync();
        return Another(pair, change, commitTimeoutMs);
    }

    /// <summary>One more, as another process would open it.</summary>
    public static MySqlFaultStand Another(MySqlPair pair, Action<MySqlRecordOptions>? change = null, int commitTimeoutMs = 5_000)
    {
        var options = pair.Options();
        change?.Invoke(options);
        var table = new DependencyTable();
        table.RecordCommit.TimeoutMs = commitTimeoutMs;
        return new MySqlFaultStand(pair, options, table);
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

    /// <summary>Ends when writes are taken again; each try is a row of its own.</summary>
    public Task WritableAsync() => Servers.Eventually.TrueAsync(async () =>
    {
        try
        {
            return await RegisterAsync(Key()) == CommitResult.Committed;
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
        var outbox = await Record.Outbox.ReadAsync(SlotMap.Default.ClusterOf(Slot.Of(key)).Id, 100_000, None);
        Assert.Equal(history.Select(entry => entry.Version).Reverse(), outbox.Where(item => item.Event.Identity == key).Select(item => item.Event.Version));
        if (row.Version > 0) Assert.Equal(row.State, history[0].After);
    }

    public ValueTask DisposeAsync() => Record.DisposeAsync();
}
