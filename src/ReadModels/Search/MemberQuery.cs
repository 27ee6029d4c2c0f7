using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Search;

/// <summary>A page of a search.</summary>
/// <param name="Filter">What must match.</param>
/// <param name="Sort">Sort keys; empty: by identity.</param>
/// <param name="Limit">1 to 200.</param>
/// <param name="Cursor">Opaque, from the page before; null for the first.</param>
public sealed record MemberQuery(MemberFilter Filter, ImmutableArray<MemberSort> Sort, int Limit, string? Cursor);
