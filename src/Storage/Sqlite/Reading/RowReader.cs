using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Sqlite.Reading;

/// <summary>The batched reads of rows, inside one snapshot.</summary>
/// <remarks>
/// Grains' are best read through the writer's connection: SQLite empties a connection's page cache whenever another one has written, so
/// while the cluster is written to, a reader would read every page anew for every batch.
/// </remarks>
internal sealed class RowReader(Database database)
{
    private readonly ReadEpoch _epoch = new(database);
    private readonly ReadNumbers _numbers = new(database);
    private readonly LoadRow _row = new(database);
    private readonly LoadDecided _decided = new(database);
    private readonly FindAnswer _answer = new(database);

    public ReadResults Read(ReadBatch batch) => new(
        ImmutableArray.CreateRange(batch.Rows, Load),
        ImmutableArray.CreateRange(batch.Answers, _answer.Run),
        ImmutableArray.CreateRange(batch.Stamps, Holds));

    public ImmutableArray<ReplicaRow> ReadReplica(ImmutableArray<IdentityKey> keys, DateTimeOffset caughtUpTo) =>
        ImmutableArray.CreateRange(keys, key => new ReplicaRow(_row.Run(Slot.Of(key), key), caughtUpTo));

    private LoadedIdentity Load(IdentityKey key)
    {
        var slot = Slot.Of(key);
        var row = _row.Run(slot, key);
        var decided = row.Revision == 0 ? [] : _decided.Run(slot, key);
        return new LoadedIdentity(row, _epoch.Run(slot), decided);
    }

    private bool Holds(RowStamp stamp)
    {
        var slot = Slot.Of(stamp.Key);
        return _epoch.Run(slot) == stamp.Epoch && _numbers.Run(slot, stamp.Key).Revision == stamp.Revision;
    }
}
