namespace MemberGrains.Simulation.Record;

/// <summary>Safety measures of the store that a mutation check switches off, to show that the simulation notices.</summary>
public sealed record RecordSafety
{
    /// <summary>All measures in force.</summary>
    public static RecordSafety All { get; } = new();

    /// <summary>Whether a write is refused when the row has another revision.</summary>
    public bool ChecksRevision { get; init; } = true;

    /// <summary>Whether a write is refused when the slot has another epoch.</summary>
    public bool ChecksEpoch { get; init; } = true;

    /// <summary>Whether confirmations look at the row; if not they always agree.</summary>
    public bool Confirms { get; init; } = true;

    /// <summary>Whether answers are recorded under their keys.</summary>
    public bool KeepsAnswers { get; init; } = true;

    /// <summary>Whether prepared and decided rows enter the index of unfinished rows.</summary>
    public bool KeepsIndex { get; init; } = true;

    /// <summary>Whether answers are recorded in the transaction of their row; if not, they are lost with the connection.</summary>
    public bool KeepsAnswersTogether { get; init; } = true;

    /// <summary>Whether events are written in the transaction of their row; if not, they are lost with the connection.</summary>
    public bool KeepsOutboxTogether { get; init; } = true;
}
