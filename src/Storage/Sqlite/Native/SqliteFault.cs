using SQLitePCL;

namespace MemberGrains.Storage.Sqlite.Native;

/// <summary>SQLite refused something. <see cref="Code"/> is its extended result code.</summary>
internal sealed class SqliteFault(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    public int Code => code;

    /// <summary>The result code without its extension.</summary>
    public int Primary => code & 0xff;

    /// <summary>One row was refused; the transaction and its other rows are untouched.</summary>
    public bool IsConstraint => Primary == raw.SQLITE_CONSTRAINT;
}
