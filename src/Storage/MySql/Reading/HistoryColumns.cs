using System.Data.Common;
using MemberGrains.Interfaces.History;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Payloads;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>Reads an entry from the columns <see cref="All"/>, in that order.</summary>
internal static class HistoryColumns
{
    public const string All = "row_key, version, at, operation, payload";

    public static HistoryEntry Read(DbDataReader reader) =>
        EntryPayload.Read(reader.Bytes(4), reader.GetInt64(1), reader.Time(2), reader.Text(3));
}
