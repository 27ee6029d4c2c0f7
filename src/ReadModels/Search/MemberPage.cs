using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search;

/// <summary>A page of relations.</summary>
/// <param name="Items">One relation per identity found.</param>
/// <param name="Cursor">For the next page; null after the last.</param>
public sealed record MemberPage(ImmutableArray<Relation> Items, string? Cursor);
