using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Text;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>One statement over the identity tables of all slots that some keys are in: one result instead of hundreds.</summary>
internal static class SlotUnion
{
    public static void Write(SqlText sql, string columns, IEnumerable<IdentityKey> keys)
    {
        bool first = true;
        foreach (var group in keys.Distinct().GroupBy(Slot.Of))
        {
            sql.Sql(first ? "SELECT " : " UNION ALL SELECT ").Sql(columns).Sql(" FROM ").Sql(SlotTables.Identity(group.Key)).Sql(" WHERE row_key IN (")
                .List(group, static (to, key) => to.Text(key.Text)).Sql(")");
            first = false;
        }

        sql.Sql(";");
    }
}
