namespace MemberGrains.Storage.MySql;

/// <summary>Whether connections to MySQL are encrypted.</summary>
public enum MySqlTls
{
    /// <summary>Not encrypted: loopback and private networks only.</summary>
    None,

    /// <summary>Encrypted, or refused.</summary>
    Required,
}
