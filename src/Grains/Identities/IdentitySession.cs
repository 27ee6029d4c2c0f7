using System.Collections.Immutable;
using MemberGrains.Grains.Protocol;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Identities;

/// <summary>
/// What one activation holds of its row, and the only way it writes it. Calls interleave at every await; the rules here
/// keep that harmless: one write at a time, and a row that may be out of date is dropped, never patched.
/// </summary>
internal sealed class IdentitySession(IdentityKey key)
{
    private IdentityRow? _row;
    private long _epoch;
    private Task? _loading;
    private Task? _writing;

    public IdentityKey Key { get; } = key;

    /// <summary>The row as last read or written; null when it has to be read.</summary>
    public IdentityRow? Row => _row;

    /// <summary>Decided operations of this coordinator that are not yet seen through.</summary>
    public ImmutableArray<DecidedOperation> Decided { get; private set; } = [];

    /// <summary>Whose turn it is among the commands that name this identity first.</summary>
    public CommandTurns Turns { get; } = new();

    /// <summary>The newest attempt of a command here; kept when it is over, because participants may still ask.</summary>
    public OperationAttempt? Attempt { get; set; }

    /// <summary>The question a prepared row has under way.</summary>
    public Task<OperationFate>? Asking { get; set; }

    /// <summary>Counts how often the row was dropped: states of one generation follow each other by own writes alone.</summary>
    public int Generation { get; private set; }

    /// <summary>
    /// Whether a row is held and no write is under way: what must be true, with no await in between, wherever the row is
    /// read or written.
    /// </summary>
    public bool IsReady => _row is not null && _writing is null;

    /// <summary>The revision and epoch held.</summary>
    public RowStamp Stamp => new(Key, _row!.Revision, _epoch);

    /// <summary>
    /// Waits until the session is ready; others may have run since when the caller goes on. True if the row was read by a
    /// query that began after this call: that generation's row needs no confirmation.
    /// </summary>
    public async ValueTask<bool> ReadyAsync(IIdentityRecord record, CancellationToken cancellation)
    {
        bool fresh = false;
        while (!IsReady)
        {
            if (_writing is { } writing)
            {
                await writing;
                fresh = false;
                continue;
            }

            fresh = _loading is null;
            await LoadOnce(record).WaitAsync(cancellation);
        }

        return fresh;
    }

    /// <summary>Starts reading the row beside something else; whoever needs it waits for it, and hears what failed.</summary>
    public void Preload(IIdentityRecord record)
    {
        if (_row is null) _ = LoadOnce(record);
    }

    /// <summary>Drops the row. An attempt that stands on it and has not sent its decision never will.</summary>
    public void Drop()
    {
        _row = null;
        Decided = [];
        Generation++;
        Attempt?.Doom();
    }

    /// <summary>Drops the row if it is still the one the primary no longer holds.</summary>
    public void DropIfStill(RowStamp stamp)
    {
        if (IsReady && Stamp == stamp) Drop();
    }

    /// <summary>
    /// Writes, on the state held now. Whatever else than success or "nothing was written" comes back, the row is dropped
    /// and read again before anything else: never guess.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    /// <exception cref="FateUnknownException">It may have been written.</exception>
    public async Task<CommitResult> WriteAsync(IIdentityRecord record, RowCommit commit)
    {
        if (_writing is not null || commit.Expected != Stamp) throw new InvalidOperationException("A row has one write at a time, on the state held.");
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writing = done.Task;
        try
        {
            // Not the caller's token: giving up a commit would only make its fate unknown.
            var result = await record.CommitAsync(commit, CancellationToken.None);
            if (result == CommitResult.Committed) Take(commit);
            else Drop();
            return result;
        }
        catch (StoreUnavailableException)
        {
            throw;
        }
        catch (Exception fault)
        {
            Drop();
            throw fault as FateUnknownException ?? new FateUnknownException("The write ended in an unexpected fault.", fault);
        }
        finally
        {
            _writing = null;
            done.SetResult();
        }
    }

    /// <summary>All participants have acknowledged.</summary>
    public void Finished(string operationId) => Decided = Decided.RemoveAll(operation => operation.OperationId == operationId);

    private Task LoadOnce(IIdentityRecord record)
    {
        if (_loading is { } running) return running;
        var loading = LoadAsync(record);
        if (!loading.IsCompleted) _loading = loading;
        return loading;
    }

    private async Task LoadAsync(IIdentityRecord record)
    {
        try
        {
            // Shared by all who wait, so no one's token ends it.
            var loaded = await record.LoadAsync(Key, CancellationToken.None);
            (_row, _epoch, Decided) = (loaded.Row, loaded.Epoch, loaded.Decided);
        }
        finally
        {
            _loading = null;
        }
    }

    private void Take(RowCommit commit)
    {
        if (commit.Row is { } row) _row = row;
        if (commit.Index is IndexChange.EnterDecided entered) Decided = Decided.Add(entered.Operation);
    }
}
