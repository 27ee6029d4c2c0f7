using MemberGrains.Grains.Answers;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Operations;
using Orleans.Concurrency;

namespace MemberGrains.Grains.Operations;

/// <summary>
/// Finds an operation and who coordinated it, and passes on. It keeps nothing, and there are more ids than silos could hold
/// activations for, so it is collected as soon as that goes; leaving by itself after each call would have the calls beside
/// it sent on until they are rejected.
/// </summary>
[StatelessWorker]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class OperationGrain(OperationLookup lookup, OperationLog operations, IGrainFactory grains) : Grain, IOperationGrain
{
    /// <inheritdoc/>
    public Task<OperationItem?> FindAsync(CancellationToken cancellation = default) => lookup.FindAsync(this.GetPrimaryKeyString(), cancellation);

    /// <inheritdoc/>
    public async Task<CommandReply> SplitAsync(SplitCommand command, CancellationToken cancellation = default)
    {
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
