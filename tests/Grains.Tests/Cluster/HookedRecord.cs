using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Tests.Cluster;

/// <summary>The real record with places where a test can step in, as a store or a network between would.</summary>
internal sealed class HookedRecord(IIdentityRecord inner) : IIdentityRecord
{
    private int _loads;
    private int _confirmations;
    private int _commits;

    /// <summary>Stands between grain and store on every commit; calls the second argument to write.</summary>
    public Func<RowCommit, Func<Task<CommitResult>>, Task<CommitResult>>? OnCommit { get; set; }

    /// <summary>Called before a row is read.</summary>
    public Func<IdentityKey, Task>? OnLoad { get; set; }

    /// <summary>Called before a state is confirmed.</summary>
    public Func<RowStamp, Task>? OnConfirm { get; set; }

    public int Loads => Volatile.Read(ref _loads);

    public int Confirmations => Volatile.Read(ref _confirmations);

    public int Commits => Volatile.Read(ref _commits);

    /// <summary>The store as another activation of a grain would use it.</summary>
    public IIdentityRecord Elsewhere => inner;

    public async ValueTask<LoadedIdentity> LoadAsync(IdentityKey key, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _loads);
        if (OnLoad is { } hook) await hook(key);
        return await inner.LoadAsync(key, cancellation);
    }

    public async ValueTask<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _commits);
        Task<CommitResult> Write() => inner.CommitAsync(commit, cancellation).AsTask();
        return OnCommit is { } hook ? await hook(commit, Write) : await Write();
    }

    public async ValueTask<bool> ConfirmAsync(RowStamp stamp, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _confirmations);
        if (OnConfirm is { } hook) await hook(stamp);
        return await inner.ConfirmAsync(stamp, cancellation);
    }

    public ValueTask<RecordedAnswer?> FindAnswerAsync(AnswerKey key, CancellationToken cancellation) => inner.FindAnswerAsync(key, cancellation);

    public ValueTask FinishAsync(IdentityKey coordinator, string operationId, CancellationToken cancellation) =>
        inner.FinishAsync(coordinator, operationId, cancellation);
}
