using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Interfaces;

/// <summary>
/// One operation, keyed by its id; stateless: it finds in the record the identity that coordinated the operation, and
/// passes on to its grain.
/// </summary>
[Alias("mg.IOperationGrain")]
public interface IOperationGrain : IGrainWithStringKey
{
    /// <summary>The operation, finished or pending; null if there is none of this id.</summary>
    /// <exception cref="Faults.StoreUnavailableException">The record can not be asked.</exception>
    [Alias("Find")]
    Task<OperationItem?> FindAsync(CancellationToken cancellation = default);

    /// <summary>Undoes it. Refused as <see cref="CommandOutcome.OperationUnknown"/> (which is not recorded) if it is none that can be undone.</summary>
    [Alias("Split")]
    Task<CommandReply> SplitAsync(SplitCommand command, CancellationToken cancellation = default);
}
