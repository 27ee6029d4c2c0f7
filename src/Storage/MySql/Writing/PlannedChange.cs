using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>One committed change: a history row and an outbox row.</summary>
/// <param name="Key">Whose.</param>
/// <param name="Entry">What.</param>
/// <param name="Decides">Whether it is its operation's decision.</param>
/// <param name="Since">Since when it may be known elsewhere, milliseconds since the Unix epoch.</param>
internal readonly record struct PlannedChange(IdentityKey Key, HistoryEntry Entry, bool Decides, long Since);
