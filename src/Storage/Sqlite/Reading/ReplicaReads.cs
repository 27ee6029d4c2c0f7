using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Sqlite.Reading;

/// <summary>The batched replica reads, inside one snapshot.</summary>
internal static class ReplicaReads
{
    public static ImmutableArray<ReplicaRow> Run(ReadSession session, ImmutableArray<IdentityKey> keys, DateTimeOffset caughtUpTo)
    {
        var rows = ImmutableArray.CreateBuilder<ReplicaRow>(keys.Length);
        foreach (var key in keys) rows.Add(new ReplicaRow(session.Row.Run(Slot.Of(key), key), caughtUpTo));
        return rows.MoveToImmutable();
    }
}
