namespace MemberGrains.Storage.Port.Backend;

/// <summary>What became of one commit of a batch.</summary>
/// <param name="Result">Meaningful if there is no refusal.</param>
/// <param name="Refusal">
/// Why the row contradicts the record although revision and epoch matched (its version is not the next one): a bug of
/// the caller; nothing of it was written. Null otherwise.
/// </param>
public readonly record struct RowVerdict(CommitResult Result, string? Refusal = null);
