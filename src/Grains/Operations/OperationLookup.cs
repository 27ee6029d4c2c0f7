using System.Collections.Immutable;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Grains.Operations;

/// <summary>One operation as operators see it, whatever became of who began it: the record tells.</summary>
internal sealed class OperationLookup(OperationLog operations, IIdentityRecord record, IUnfinishedIndex unfinished, SlotMap slots)
{
    public async Task<OperationItem?> FindAsync(string operationId, CancellationToken cancellation)
    {
        if (await DecidedAsync(operationId, cancellation) is { } decided) return decided;
        if (await PreparingAsync(operationId, cancellation) is { } preparing) return preparing;

        // Decided and applied between the two looks.
        return await DecidedAsync(operationId, cancellation);
    }

    private async Task<OperationItem?> DecidedAsync(string operationId, CancellationToken cancellation)
    {
        if (await operations.FindAsync(operationId, cancellation) is not { } decision) return null;
        var change = await operations.WholeAsync(decision, cancellation);
        var coordinator = await record.LoadAsync(decision.Coordinator, cancellation);
        bool untold = coordinator.Decided.Any(operation => operation.OperationId == operationId);
        return Item(untold ? "decided" : "finished", change.Entries);
    }

    private async Task<OperationItem?> PreparingAsync(string operationId, CancellationToken cancellation)
    {
        var prepared = new List<KeyValuePair<IdentityKey, HistoryEntry>>();
        foreach (var cluster in slots.Clusters)
        {
            foreach (var row in await unfinished.FindAsync(cluster.Id, operationId, cancellation))
            {
                if ((await record.LoadAsync(row.Key, cancellation)).Row.Pending is { } pending && pending.OperationId == operationId)
                    prepared.Add(KeyValuePair.Create(row.Key, pending.Entry));
            }
        }

        return prepared.Count == 0 ? null : Item("preparing", [.. prepared.OrderBy(entry => entry.Key)]);
    }

    private static OperationItem Item(string phase, ImmutableArray<KeyValuePair<IdentityKey, HistoryEntry>> entries)
    {
        var any = entries[0].Value;
        return new OperationItem(
            any.OperationId, any.Type.Name(), phase, any.At, any.Caller, any.App, any.Reason,
            [.. entries.Select(entry => new OperationParticipant(entry.Key, entry.Value.Version, entry.Value.Before, entry.Value.After))]);
    }
}
