using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.Port;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>
/// No room for the binary log: unlike one for tables, the server does not refuse. Whoever commits waits until somebody makes
/// room, and it looks only once a minute.
/// </summary>
[Needs(Server.MariaDb, SmallDisk = true)]
public sealed class FullLogDiskTests : IAsyncLifetime
{
    private const int CommitTimeoutMs = 2_000;
    private const int Megabytes = 24;

    private SmallDisk _disk = null!;
    private MySqlPair _pair = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (ServerPrograms.WhyMissing(Server.MariaDb) is not null || SmallDisk.WhyMissing() is not null) return;
        _disk = await SmallDisk.MountAsync(Megabytes);
        _pair = new MySqlPair(cluster => new MariaDbOptions { Settings = new Dictionary<string, string> { ["log_bin"] = Path.Combine(_disk.Directory, cluster) } });
        await _pair.InitializeAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_pair is not null) await _pair.DisposeAsync();
        if (_disk is not null) await _disk.DisposeAsync();
    }

    [ServerFact]
    public async Task One_batch_has_an_unknown_fate_the_next_are_refused_at_once_reads_go_on_and_with_room_all_does()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(_pair, options => options.ReadConnections = 1, MySqlFaultStand.CommitsGivenUpAfter(CommitTimeoutMs));
        var before = MySqlFaultStand.Key();
        await stand.ServesAsync();
        await stand.ChangeAsync(before);
        _disk.Fill();

        var (unknown, fault) = await FirstNotWrittenAsync(stand);
        Assert.IsType<FateUnknownException>(fault);
        long begun = TimeProvider.System.GetTimestamp();
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.RegisterAsync(MySqlFaultStand.Key()));
        Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMilliseconds(CommitTimeoutMs), "It was not refused at once.");
        Assert.Contains("are not acknowledged", refused.Message, StringComparison.Ordinal);
        await stand.WholeAsync(before);

        _disk.Free();
        await stand.Node.RestartAsync();
        await stand.ServesAsync();
        await stand.WholeAsync(before);
        await stand.WholeAsync(unknown);
        Assert.Equal(CommitResult.Committed, await stand.ChangeAsync(before));
        Assert.Equal(2, (await stand.LoadAsync(before)).Row.Version);
    }

    /// <summary>What is left of the log's last page takes some more.</summary>
    private static async Task<(IdentityKey Key, Exception Fault)> FirstNotWrittenAsync(MySqlFaultStand stand)
    {
        while (true)
        {
            var key = MySqlFaultStand.Key();
            if (await Record.ExceptionAsync(() => stand.RegisterAsync(key)) is { } fault) return (key, fault);
        }
    }
}
