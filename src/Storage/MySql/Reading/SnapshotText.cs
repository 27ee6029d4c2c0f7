namespace MemberGrains.Storage.MySql.Reading;

/// <summary>Around statements that must show one moment.</summary>
internal static class SnapshotText
{
    public const string Begin = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;";
    public const string End = "COMMIT";
}
