namespace MemberGrains.Interfaces.Reads;

/// <summary>A read of one identity at its grain.</summary>
/// <param name="Consistency">Strong answers are linearizable; the others may show the state before an operation whose coordinator can not be reached.</param>
/// <param name="MinVersion">The version the caller has seen: that one or a newer must be answered; 0 for none.</param>
[GenerateSerializer, Immutable, Alias("mg.resolve-query")]
public sealed record ResolveQuery(
    [property: Id(0)] Consistency Consistency,
    [property: Id(1)] long MinVersion = 0);
