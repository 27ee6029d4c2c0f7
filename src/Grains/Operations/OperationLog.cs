using System.Collections.Immutable;
using MemberGrains.Grains.Ids;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Operations;

/// <summary>What the record says of an operation that was decided. What it says never changes, so it needs no confirmation.</summary>
internal sealed class OperationLog(IIdentityHistory history, IIdentityRecord record)
{
    /// <summary>The decision; null if there is no such operation, or not yet.</summary>
    public ValueTask<DecidedChange?> FindAsync(string operationId, CancellationToken cancellation) =>
        OperationIds.TryReadSlot(operationId, out var slot)
            ? history.FindDecisionAsync(slot, operationId, cancellation)
            : ValueTask.FromResult<DecidedChange?>(null);

    /// <summary>The operation with the entry of every identity it changes, those included that have not applied it yet.</summary>
    public async Task<Change> WholeAsync(DecidedChange decision, CancellationToken cancellation)
    {
        var (coordinator, own) = decision;
        var keys = Touched(decision);
        var entries = await Task.WhenAll(keys.Select(key =>
            key == coordinator ? Task.FromResult(own) : EntryAsync(key, own.OperationId, cancellation)));
        return new Change(own.OperationId, own.Type, own.At, [.. keys.Zip(entries, KeyValuePair.Create)]);
    }

    private static ImmutableArray<IdentityKey> Touched(DecidedChange decision)
    {
        // Every identity that it changed is in a member that lives after it; a change of status touches no member.
        var keys = decision.Entry.Members.SelectMany(member => member.Identities).Order().ToImmutableArray();
        return keys.IsEmpty ? [decision.Coordinator] : keys;
    }

    private async Task<HistoryEntry> EntryAsync(IdentityKey key, string operationId, CancellationToken cancellation)
    {
        if (await history.FindOperationAsync(key, operationId, cancellation) is { } applied) return applied;
        if ((await record.LoadAsync(key, cancellation)).Row.Pending is { } pending && pending.OperationId == operationId) return pending.Entry;

        // Applied between the two reads.
        return await history.FindOperationAsync(key, operationId, cancellation)
            ?? throw new InvalidOperationException("A decided operation finds its participant neither prepared nor changed by it.");
    }
}
