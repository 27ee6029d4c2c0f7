using MemberGrains.Conformance.Storage;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using MemberGrains.Testing;

namespace MemberGrains.Storage.Tests.Sqlite;

/// <summary>A record in files of its own.</summary>
internal sealed class SqliteStand : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private RecordStore? _record;

    public SqliteRecordOptions Options { get; } = new() { Directory = Directory.CreateTempSubdirectory("record-").FullName };

    public RecordStore Record => _record ??= SqliteRecord.Open(SlotMap.Default, Options, new RecordOptions(), TimeProvider.System);

    public string FileOf(string cluster) => Path.Combine(Options.Directory, $"{cluster}.db");

    public async Task CloseAsync()
    {
        if (_record is { } record) await record.DisposeAsync();
        _record = null;
    }

    public async Task<LoadedIdentity> LoadAsync(IdentityKey key) => await Record.Rows.LoadAsync(key, None);

    public async Task<CommitResult> CommitAsync(RowCommit commit) => await Record.Rows.CommitAsync(commit, None);

    /// <summary>The next change of an identity.</summary>
    public async Task<CommitResult> ChangeAsync(IdentityKey key) => await CommitAsync(Commits.Change(await LoadAsync(key), DateTimeOffset.UnixEpoch));

    /// <summary>Registers so many new identities of both clusters.</summary>
    public async Task<IdentityKey[]> RegisterAsync(int count)
    {
        IdentityKey[] keys = [.. Enumerable.Range(0, count).Select(_ => Some.Phone())];
        Assert.All(await Task.WhenAll(keys.Select(ChangeAsync)), result => Assert.Equal(CommitResult.Committed, result));
        return keys;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Options.Directory, recursive: true);
    }
}
