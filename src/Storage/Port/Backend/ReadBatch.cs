using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>What one snapshot of a physical cluster is asked for.</summary>
/// <param name="Rows">Rows to load.</param>
/// <param name="Answers">Recorded answers to look up.</param>
/// <param name="Stamps">Revisions and epochs to confirm.</param>
public sealed record ReadBatch(ImmutableArray<IdentityKey> Rows, ImmutableArray<AnswerKey> Answers, ImmutableArray<RowStamp> Stamps);
