namespace MemberGrains.Storage.MySql;

/// <summary>Whether connections to MySQL are encrypted.</summary>
public enum MySqlTls
{
    /// <summary>Not encrypted: loopback and private networks only.</summary>
    None,

    /// <summary>Encrypted, by a server whose certificate is trusted and bears the host's name; or refused.</summary>
    Required,

    /// <summary>
    /// Encrypted, whoever the server is: keeps listeners out, and nobody who can stand in its place. For servers with
    /// certificates that they have made for themselves.
    /// </summary>
    Unverified,
}
