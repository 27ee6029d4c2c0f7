using MemberGrains.Grains.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>Finishes what a crash left: a prepared row asks, a decided coordinator tells again.</summary>
internal sealed class Recovery(IIdentityRecord record, Settlement settlement, OperationCompletion completion)
{
    public async Task WakeAsync(IdentitySession session, CancellationToken cancellation)
    {
        while (!session.IsReady) await session.ReadyAsync(record, cancellation);

        // The index of unfinished rows says there is something to finish. If this activation knows of nothing, its row is
        // out of date.
        if (session.Row!.Pending is null && session.Decided.IsEmpty && session.Attempt is not { HoldsIdentity: true }) session.Drop();
        while (!session.IsReady) await session.ReadyAsync(record, cancellation);
        foreach (var operation in session.Decided) await completion.RunAsync(session, operation);
        await settlement.SettleAsync(session, cancellation);
    }
}
