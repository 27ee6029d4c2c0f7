using System.Globalization;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite;

/// <summary>
/// The tables of one file. The slot leads every key, where MySQL has a table for each slot. Payload tables keep SQLite's
/// row ids: a clustered key would carry whole payloads through the tree's inner pages.
/// </summary>
internal static class Schema
{
    /// <summary>Raised when a file of this version can not be read by the one before.</summary>
    public const int Format = 3;

    private const string Tables = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE member_identity (
          slot INTEGER NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL, version INTEGER NOT NULL,
          state BLOB, pending BLOB,
          UNIQUE (slot, key));
        CREATE TABLE identity_history (
          slot INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
          operation TEXT NOT NULL, payload BLOB NOT NULL, decides INTEGER,
          UNIQUE (slot, key, version));
        CREATE UNIQUE INDEX operation_decision ON identity_history (slot, operation) WHERE decides = 1;
        CREATE TABLE outbox (
          id INTEGER PRIMARY KEY AUTOINCREMENT, slot INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
          since INTEGER NOT NULL);
        CREATE TABLE center_out (center TEXT PRIMARY KEY, since INTEGER NOT NULL, held INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE center_backlog (
          center TEXT NOT NULL, id INTEGER NOT NULL, slot INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
          PRIMARY KEY (center, id)) WITHOUT ROWID;
        CREATE TABLE recorded_answer (
          slot INTEGER NOT NULL, scope TEXT NOT NULL, caller TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
          fingerprint BLOB NOT NULL, outcome INTEGER NOT NULL, body BLOB NOT NULL, versions BLOB NOT NULL,
          UNIQUE (slot, scope, caller, key));
        CREATE TABLE unfinished_row (
          slot INTEGER NOT NULL, key TEXT NOT NULL, operation TEXT NOT NULL, decided INTEGER NOT NULL, type INTEGER NOT NULL,
          since INTEGER NOT NULL, at INTEGER NOT NULL, coordinator TEXT NOT NULL, participants BLOB NOT NULL,
          PRIMARY KEY (slot, key, operation)) WITHOUT ROWID;
        CREATE TABLE slot_epoch (slot INTEGER PRIMARY KEY, epoch INTEGER NOT NULL);
        CREATE TABLE job_fence (job TEXT PRIMARY KEY, owner TEXT NOT NULL, token INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta VALUES ('settled', '0');
        """;

    /// <summary>Makes the tables of a new file, or checks that an old one is this cluster's and brings it to this format.</summary>
    /// <exception cref="InvalidOperationException">Another cluster's, or of a newer format.</exception>
    public static void Ensure(Database database, PhysicalCluster cluster, string path)
    {
        if (!Exists(database))
        {
            Create(database, cluster);
            return;
        }

        int format = int.Parse(Read(database, "format"), CultureInfo.InvariantCulture);
        if (format > Format)
            throw new InvalidOperationException($"{path} has format {format}, made by a newer version; this version reads up to format {Format}. Use the newer version, or another data directory.");
        string slots = Read(database, "slots");
        if (Read(database, "cluster") != cluster.Id || slots != Slots(cluster))
            throw new InvalidOperationException($"{path} holds cluster {Read(database, "cluster")} with slots {slots}, not cluster {cluster.Id} with slots {Slots(cluster)}.");
        SchemaUpgrade.Run(database, format);
    }

    private static string Slots(PhysicalCluster cluster) => string.Create(CultureInfo.InvariantCulture, $"{cluster.FirstSlot}-{cluster.LastSlot}");

    private static bool Exists(Database database)
    {
        var tables = database.Prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'");
        bool exists = tables.Step();
        tables.Reset();
        return exists;
    }

    private static void Create(Database database, PhysicalCluster cluster)
    {
        database.Execute("BEGIN IMMEDIATE");
        database.Execute(Tables);
        var meta = database.Prepare("INSERT INTO meta VALUES (?1, ?2)");
        meta.Bind(1, "format").Bind(2, Format.ToString(CultureInfo.InvariantCulture)).Run();
        meta.Bind(1, "cluster").Bind(2, cluster.Id).Run();
        meta.Bind(1, "slots").Bind(2, Slots(cluster)).Run();
        var epoch = database.Prepare("INSERT INTO slot_epoch VALUES (?1, 1)");
        for (int slot = cluster.FirstSlot; slot <= cluster.LastSlot; slot++) epoch.Bind(1, slot).Run();
        database.Execute("COMMIT");
    }

    private static string Read(Database database, string name)
    {
        var value = database.Prepare("SELECT value FROM meta WHERE name = ?1").Bind(1, name);
        string text = value.Step() ? value.Text(0) : "";
        value.Reset();
        return text;
    }
}
