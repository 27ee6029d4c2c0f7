using System.Globalization;

namespace MemberGrains.Storage.MySql.Text;

/// <summary>
/// The store's clock in SQL, milliseconds since the Unix epoch: the server's, because every process of both centers writes
/// and compares these times. Where it stands in a statement decides when it is read.
/// </summary>
internal sealed class StoreClock(TimeProvider? instead)
{
    private const string Server = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";

    public string Now => instead is null
        ? Server
        : instead.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
