using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Simulation.Record;

/// <summary>Tells the steps of a write apart.</summary>
internal static class WriteSteps
{
    public static readonly int Count = Enum.GetValues<WriteStep>().Length;

    public static bool Has(this CommitBatch batch, WriteStep step) =>
        step == WriteStep.Finish ? !batch.Finished.IsEmpty : batch.Commits.Any(commit => Of(commit) == step);

    public static WriteStep Of(RowCommit commit) => commit switch
    {
        { Row: null } => WriteStep.Answer,
        { Index: IndexChange.EnterPrepared } => WriteStep.Prepare,
        { Index: IndexChange.LeavePrepared, Entry: null } => WriteStep.Undo,
        { Index: IndexChange.LeavePrepared } => WriteStep.Apply,
        { Entry: null } => WriteStep.Fence,
        _ => WriteStep.Decide,
    };
}
