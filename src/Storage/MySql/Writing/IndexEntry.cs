using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>What the index of unfinished rows says of one.</summary>
internal sealed record IndexEntry(ChangeType Type, long Since, DateTimeOffset At, IdentityKey Coordinator, ImmutableArray<IdentityKey> Participants);
