using System.Data.Common;
using System.Text;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.MySql.Text;

/// <summary>Reads the columns that <see cref="SqlText"/> writes.</summary>
internal static class RowValues
{
    public static byte[] Bytes(this DbDataReader row, int column) => (byte[])row.GetValue(column);

    public static byte[]? BytesOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Bytes(column);

    public static string Text(this DbDataReader row, int column) => Encoding.UTF8.GetString(row.Bytes(column));

    public static IdentityKey Key(this DbDataReader row, int column) => new(row.Text(column));

    public static DateTimeOffset Time(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
