using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage;
using MemberGrains.Storage.Port;

namespace MemberGrains.Conformance.Storage;

/// <summary>What the suites share. To test an adapter: write its <see cref="IRecordStand"/> and subclass every suite with it.</summary>
public abstract class RecordConformance(IRecordStand stand) : IAsyncLifetime
{
    protected IRecordStand Stand => stand;

    protected RecordStore Record => stand.Record;

    protected static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync() => stand.OpenAsync();

    public Task DisposeAsync() => stand.DisposeAsync().AsTask();

    protected string ClusterOf(IdentityKey key) => Record.Slots.ClusterOf(Slot.Of(key)).Id;

    protected async Task<LoadedIdentity> LoadAsync(IdentityKey key) => await Record.Rows.LoadAsync(key, None);

    protected async Task<CommitResult> CommitAsync(RowCommit commit) => await Record.Rows.CommitAsync(commit, None);

    /// <summary>Commits, which must succeed, and loads again.</summary>
    protected async Task<LoadedIdentity> WriteAsync(RowCommit commit)
    {
        Assert.Equal(CommitResult.Committed, await CommitAsync(commit));
        return await LoadAsync(commit.Expected.Key);
    }

    /// <summary>An identity registered and changed until it has that version.</summary>
    protected async Task<LoadedIdentity> RegisteredAsync(IdentityKey key, int version = 1)
    {
        var loaded = await LoadAsync(key);
        while (loaded.Row.Version < version) loaded = await WriteAsync(Commits.Change(loaded, Stand.Now));
        return loaded;
    }

    /// <summary>An identity registered and then prepared for an operation.</summary>
    protected async Task<LoadedIdentity> PreparedAsync(IdentityKey key, string operationId, IdentityKey coordinator) =>
        await WriteAsync(Commits.Prepare(await RegisteredAsync(key), operationId, coordinator, Stand.Now));

    protected async Task<IReadOnlyList<long>> OutboxVersionsAsync(IdentityKey key)
    {
        var items = await Record.Outbox.ReadAsync(ClusterOf(key), default, 10_000, None);
        return [.. items.Where(item => item.Event.Identity == key).Select(item => item.Event.Version)];
    }

    protected async Task<IReadOnlyList<long>> HistoryVersionsAsync(IdentityKey key)
    {
        var entries = await Record.History.ReadAsync(key, null, 10_000, None);
        return [.. entries.Select(entry => entry.Version)];
    }

    protected async Task<IReadOnlyList<UnfinishedRow>> UnfinishedAsync(IdentityKey key)
    {
        var rows = await Record.Unfinished.ReadAsync(ClusterOf(key), DateTimeOffset.MaxValue, 10_000, None);
        return [.. rows.Where(row => row.Key == key)];
    }
}
