namespace MemberGrains.Storage.MySql.Connections;

/// <summary>What a connection is for.</summary>
internal enum SessionKind
{
    /// <summary>Read snapshots: several statements that show one moment.</summary>
    Read,

    /// <summary>Transactions that write: they must see, and lock, what is committed now and nothing around it.</summary>
    Write,
}
