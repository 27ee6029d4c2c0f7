namespace MemberGrains.Storage.MySql.Driver;

/// <summary>What a driver needs for a connection.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="User">Account.</param>
/// <param name="Password">Its password.</param>
/// <param name="Database">Default database; empty for none.</param>
/// <param name="Tls">Whether connections are encrypted, and the server checked.</param>
/// <param name="TlsCa">File of the authority that must have issued its certificate; null for those of the machine.</param>
/// <param name="ConnectTimeout">Whole seconds, rounded up.</param>
/// <param name="CommandTimeout">Whole seconds, rounded up.</param>
internal sealed record DriverSettings(
    string Host, int Port, string User, string Password, string Database, MySqlTls Tls, string? TlsCa, TimeSpan ConnectTimeout, TimeSpan CommandTimeout)
{
    public override string ToString() => $"{User}@{Host}:{Port}";
}
