using System.Collections.Immutable;
using MemberGrains.Conformance.Storage;
using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>A server whose tables may not grow any more refuses, keeps what it has, and keeps reading.</summary>
[Needs(Server.MariaDb)]
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly MySqlPair _pair = new(new MariaDbOptions
    {
        // All tables in files of a fixed size: these fill up as a disk does.
        Settings = new Dictionary<string, string> { ["innodb_file_per_table"] = "OFF", ["innodb_data_file_path"] = "ibdata1:12M;ibdata2:64M" },
    });

    /// <inheritdoc/>
    public Task InitializeAsync() => _pair.InitializeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _pair.DisposeAsync();

    [ServerFact]
    public async Task A_full_disk_refuses_writes_changes_nothing_and_keeps_reading()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(_pair);
        ImmutableArray<byte> body = [.. new byte[400_000]];
        var written = new List<IdentityKey>();
        StoreUnavailableException? full = null;
        while (full is null)
        {
            var key = MySqlFaultStand.Key();
            var absent = await stand.LoadAsync(key);
            var now = TimeProvider.System.GetUtcNow();
            var commit = Commits.Change(absent, now) with { Answer = Commits.Answer(key, now) with { Body = body } };
            full = await Record.ExceptionAsync(() => stand.CommitAsync(commit)) as StoreUnavailableException;
            if (full is null) written.Add(key);
            else Assert.Equal(0, (await stand.LoadAsync(key)).Row.Revision);
        }

        Assert.Contains($"node {stand.Node.Name} has no disk space left", full.Message, StringComparison.Ordinal);
        Assert.NotEmpty(written);
        foreach (var key in written) await stand.WholeAsync(key);
    }
}
