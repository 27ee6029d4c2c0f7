using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Measures;

/// <summary>Takes a commit whose end was not heard for one that was not written.</summary>
internal sealed class GuessingRecord(IIdentityRecord record) : BrokenRecord(record)
{
    public override async ValueTask<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation)
    {
        try
        {
            return await base.CommitAsync(commit, cancellation);
        }
        catch (FateUnknownException unknown)
        {
            throw new StoreUnavailableException("Probably not written.", unknown);
        }
    }
}
