using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>
/// Rows as one node shows them, with how far it is. A replica applies commits in the primary's order, so one that shows a
/// heartbeat shows all that was acknowledged before that was written.
/// </summary>
internal sealed class ReadReplica(StoreClock clock, int lagBudgetMs)
{
    /// <summary>Null if the node is further behind than it may be.</summary>
    public ImmutableArray<ReplicaRow>? Near(NodeConnection connection, ImmutableArray<IdentityKey> keys) =>
        Run(connection, keys, $"SELECT at - 1, {clock.Now} - at FROM heartbeat WHERE id = 1;", lagBudgetMs);

    /// <summary>At the primary itself: everything up to the clock before the snapshot.</summary>
    public ImmutableArray<ReplicaRow> AtPrimary(NodeConnection connection, ImmutableArray<IdentityKey> keys) =>
        Run(connection, keys, $"SELECT {clock.Now}, 0;", long.MaxValue)!.Value;

    private static ImmutableArray<ReplicaRow>? Run(NodeConnection connection, ImmutableArray<IdentityKey> keys, string clock, long lagBudgetMs)
    {
        var sql = connection.Sql;
        bool before = lagBudgetMs == long.MaxValue;
        if (before) sql.Sql(clock).Sql(SnapshotText.Begin);
        else sql.Sql(SnapshotText.Begin).Sql(clock);
        SlotUnion.Write(sql, RowColumns.All, keys);
        sql.Sql(SnapshotText.End);
        return connection.Query<ImmutableArray<ReplicaRow>?>(reader =>
        {
            if (!reader.Read() || reader.GetInt64(1) > lagBudgetMs) return null;
            var caughtUpTo = reader.Time(0);
            var rows = RowColumns.ReadAll(reader);
            return ImmutableArray.CreateRange(keys, key => new ReplicaRow(rows.GetValueOrDefault(key) ?? IdentityRow.Absent(key), caughtUpTo));
        });
    }
}
