using MemberGrains.Conformance.Storage.Sqlite;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>Over SQLite files.</summary>
public sealed class SqliteRelayRestartConformance() : RelayRestartConformance(new SqliteStand());
