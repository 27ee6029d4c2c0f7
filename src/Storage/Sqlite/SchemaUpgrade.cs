using System.Globalization;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite;

/// <summary>
/// Brings a file of an older format to the present one, in one transaction: a crash leaves the old format whole. To add a
/// step: its SQL at the end of <see cref="Steps"/>, and <see cref="Schema.Format"/> one higher.
/// </summary>
internal static class SchemaUpgrade
{
    /// <summary>
    /// From format 1: operations are found by their id. The decision is the first row that its operation has in the slot
    /// which the id names (<c>op_</c> + three hex digits): whoever else is in that slot applied it later.
    /// </summary>
    private const string FromOne = """
        ALTER TABLE identity_history ADD COLUMN decides INTEGER;
        UPDATE identity_history SET decides = 1 WHERE rowid IN (
          SELECT MIN(rowid) FROM identity_history WHERE substr(operation, 4, 3) = printf('%03x', slot) GROUP BY slot, operation);
        CREATE UNIQUE INDEX operation_decision ON identity_history (slot, operation) WHERE decides = 1;
        """;

    /// <summary>From format 2: centers may be out, and have a backlog beside the outbox.</summary>
    private const string FromTwo = """
        CREATE TABLE center_out (center TEXT PRIMARY KEY, since INTEGER NOT NULL, held INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE center_backlog (
          center TEXT NOT NULL, id INTEGER NOT NULL, slot INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
          PRIMARY KEY (center, id)) WITHOUT ROWID;
        """;

    private static readonly string[] Steps = [FromOne, FromTwo];

    public static void Run(Database database, int format)
    {
        if (format == Schema.Format) return;
        database.Execute("BEGIN IMMEDIATE");
        foreach (string step in Steps.AsSpan(format - 1)) database.Execute(step);
        database.Prepare("UPDATE meta SET value = ?1 WHERE name = 'format'").Bind(1, Schema.Format.ToString(CultureInfo.InvariantCulture)).Run();
        database.Execute("COMMIT");
    }
}
