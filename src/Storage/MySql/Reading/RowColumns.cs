using System.Data.Common;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>Reads rows from the columns <see cref="All"/>, in that order.</summary>
internal static class RowColumns
{
    public const string All = "row_key, revision, version, state, pending";

    /// <summary>All rows of the next result.</summary>
    public static Dictionary<IdentityKey, IdentityRow> ReadAll(DbDataReader reader)
    {
        var rows = new Dictionary<IdentityKey, IdentityRow>();
        reader.NextResult();
        while (reader.Read())
        {
            var key = reader.Key(0);
            rows.Add(key, new IdentityRow(
                key, reader.GetInt64(1), reader.GetInt64(2),
                reader.BytesOrNull(3) is { } state ? StatePayload.Read(state) : null,
                reader.BytesOrNull(4) is { } pending ? PendingPayload.Read(pending) : null));
        }

        return rows;
    }
}
