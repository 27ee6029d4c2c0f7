using System.Globalization;
using MemberGrains.Conformance.Storage;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Crash;

/// <summary>
/// Two identities that go through operation after operation, as grains would: prepare the one, decide at the other, apply,
/// finish; and take up what a crash has left.
/// </summary>
internal sealed class Pair(RecordStore record, Acknowledgements acknowledged, int number)
{
    private const int MostTries = 10;

    private readonly IdentityKey _coordinator = new(string.Create(CultureInfo.InvariantCulture, $"phone:+861390000{number:D4}"));
    private readonly IdentityKey _participant = new(string.Create(CultureInfo.InvariantCulture, $"elong:0000{number:D4}"));

    public async Task WriteAsync()
    {
        var participant = await RecoverAsync(await LoadAsync(_participant));
        var coordinator = await LoadAsync(_coordinator);
        if (participant.Row.Version == 0) participant = await CommitAsync(Commits.Change(participant, Now()));
        if (coordinator.Row.Version == 0) coordinator = await CommitAsync(Commits.Change(coordinator, Now()));
        while (true)
        {
            string operation = string.Create(CultureInfo.InvariantCulture, $"op_{Slot.Of(_coordinator).Number:x3}_{number}-{coordinator.Row.Version + 1}");
            participant = await CommitAsync(Commits.Prepare(participant, operation, _coordinator, Now()));
            coordinator = await CommitAsync(Commits.Decide(coordinator, operation, Now(), _participant) with { Answer = Commits.Answer(_coordinator, Now(), operation) });
            participant = await CommitAsync(Commits.Apply(participant));
            await record.Rows.FinishAsync(_coordinator, operation, CancellationToken.None);
        }
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    private async Task<LoadedIdentity> RecoverAsync(LoadedIdentity participant)
    {
        if (participant.Row.Pending is { } pending)
        {
            var decided = await record.History.FindOperationAsync(_coordinator, pending.OperationId, CancellationToken.None);
            participant = await CommitAsync(decided is null ? Commits.Abort(participant) : Commits.Apply(participant));
        }

        foreach (var left in (await LoadAsync(_coordinator)).Decided)
            await record.Rows.FinishAsync(_coordinator, left.OperationId, CancellationToken.None);
        return participant;
    }

    /// <summary>A process that has just started on a busy machine may be slower than a read's time-out: it asks again.</summary>
    private async Task<LoadedIdentity> LoadAsync(IdentityKey key)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await record.Rows.LoadAsync(key, CancellationToken.None);
            }
            catch (StoreUnavailableException) when (tries < MostTries)
            {
                // A read changes nothing.
            }
        }
    }

    private async Task<LoadedIdentity> CommitAsync(RowCommit commit)
    {
        var result = await record.Rows.CommitAsync(commit, CancellationToken.None);
        if (result != CommitResult.Committed) throw new InvalidOperationException($"{commit.Expected} gave {result}, and nobody else writes.");
        acknowledged.Say(commit.Row!, commit.Entry?.OperationId);
        return await LoadAsync(commit.Expected.Key);
    }
}
