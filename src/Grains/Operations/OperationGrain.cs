using MemberGrains.Grains.Answers;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Operations;
using Orleans.Concurrency;

namespace MemberGrains.Grains.Operations;

/// <summary>Finds an operation and who coordinated it, and passes on. Keeps nothing, so it leaves after each call.</summary>
[StatelessWorker]
internal sealed class OperationGrain(OperationLookup lookup, OperationLog operations, IGrainFactory grains) : Grain, IOperationGrain
{
    /// <inheritdoc/>
    public Task<OperationItem?> FindAsync(CancellationToken cancellation = default)
    {
        this.DeactivateOnIdle();
        return lookup.FindAsync(this.GetPrimaryKeyString(), cancellation);
    }

    /// <inheritdoc/>
    public async Task<CommandReply> SplitAsync(SplitCommand command, CancellationToken cancellation = default)
    {
        this.DeactivateOnIdle();
        string operationId = this.GetPrimaryKeyString();
        var decision = await operations.FindAsync(operationId, cancellation);
        if (decision is null || !SplitRule.CanUndo(decision.Entry.Type))
        {
            // Not recorded: nobody may fill the record with answers to made-up ids.
            var refusal = Refusals.NoSuchOperation;
            return new CommandReply.Answered(refusal.Outcome, AnswerJson.OfRefusal(refusal.Detail), [], Replayed: false);
        }

        return await grains.GetGrain<IOperationUndo>(decision.Coordinator.Text).SplitAsync(operationId, command, cancellation);
    }
}
