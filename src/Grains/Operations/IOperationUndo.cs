using MemberGrains.Interfaces.Commands;
using Orleans.Concurrency;

namespace MemberGrains.Grains.Operations;

/// <summary>How an operation's grain passes a split on to the identity that coordinated it, which coordinates this one too.</summary>
[Alias("mg.IOperationUndo")]
public interface IOperationUndo : IGrainWithStringKey
{
    /// <summary>Undoes an operation that this identity coordinated: a bind, replace or merge.</summary>
    [AlwaysInterleave]
    [Alias("Split")]
    Task<CommandReply> SplitAsync(string operationId, SplitCommand command, CancellationToken cancellation = default);
}
