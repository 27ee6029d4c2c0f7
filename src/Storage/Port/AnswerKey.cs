using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Port;

/// <summary>Where a recorded answer is found.</summary>
/// <param name="Slot">Slot of the first-named identity (of a split: of the operation).</param>
/// <param name="Scope">The first-named identity in normal form (of a split: the operation id).</param>
/// <param name="Caller">Caller account.</param>
/// <param name="Key">The caller's <c>Idempotency-Key</c>.</param>
public sealed record AnswerKey(Slot Slot, string Scope, string Caller, string Key);
