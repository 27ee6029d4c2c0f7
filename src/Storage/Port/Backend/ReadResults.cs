using System.Collections.Immutable;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>What a <see cref="ReadBatch"/> found, each in the order asked.</summary>
/// <param name="Rows">Absent rows have revision 0.</param>
/// <param name="Answers">Null where none is recorded.</param>
/// <param name="Held">Whether each stamp holds.</param>
public sealed record ReadResults(ImmutableArray<LoadedIdentity> Rows, ImmutableArray<RecordedAnswer?> Answers, ImmutableArray<bool> Held);
