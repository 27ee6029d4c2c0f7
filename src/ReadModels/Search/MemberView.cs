using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search;

/// <summary>A living member as search shows it.</summary>
public sealed record MemberView(
    string MemberId,
    ImmutableArray<BoundIdentity> Identities,
    ImmutableArray<string> FormerMemberIds,
    DateTimeOffset UpdatedAt);
