using System.Collections.Immutable;

namespace MemberGrains.Storage.Port;

/// <summary>What a grain starts from.</summary>
/// <param name="Row">The row; absent rows have revision 0.</param>
/// <param name="Epoch">The slot's role epoch, to be expected by every later write and confirmation.</param>
/// <param name="Decided">Decided operations of this coordinator still in the index, oldest first.</param>
public sealed record LoadedIdentity(IdentityRow Row, long Epoch, ImmutableArray<DecidedOperation> Decided);
