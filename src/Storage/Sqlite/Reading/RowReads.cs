using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Sqlite.Reading;

/// <summary>The batched reads, each inside one snapshot.</summary>
internal static class RowReads
{
    public static ImmutableArray<LoadedIdentity> Load(ReadSession session, ImmutableArray<IdentityKey> keys)
    {
        var loaded = ImmutableArray.CreateBuilder<LoadedIdentity>(keys.Length);
        foreach (var key in keys)
        {
            var slot = Slot.Of(key);
            var row = session.Row.Run(slot, key);
            var decided = row.Revision == 0 ? [] : session.Decided.Run(slot, key);
            loaded.Add(new LoadedIdentity(row, session.Epoch.Run(slot), decided));
        }

        return loaded.MoveToImmutable();
    }

    public static ImmutableArray<bool> Confirm(ReadSession session, ImmutableArray<RowStamp> stamps)
    {
        var holds = ImmutableArray.CreateBuilder<bool>(stamps.Length);
        foreach (var (key, revision, epoch) in stamps)
        {
            var slot = Slot.Of(key);
            holds.Add(session.Epoch.Run(slot) == epoch && session.Numbers.Run(slot, key).Revision == revision);
        }

        return holds.MoveToImmutable();
    }

    public static ImmutableArray<RecordedAnswer?> FindAnswers(ReadSession session, ImmutableArray<AnswerKey> keys)
    {
        var answers = ImmutableArray.CreateBuilder<RecordedAnswer?>(keys.Length);
        foreach (var key in keys) answers.Add(session.Answer.Run(key));
        return answers.MoveToImmutable();
    }

    public static ImmutableArray<ReplicaRow> ReadReplica(ReadSession session, ImmutableArray<IdentityKey> keys, DateTimeOffset caughtUpTo)
    {
        var rows = ImmutableArray.CreateBuilder<ReplicaRow>(keys.Length);
        foreach (var key in keys) rows.Add(new ReplicaRow(session.Row.Run(Slot.Of(key), key), caughtUpTo));
        return rows.MoveToImmutable();
    }
}
