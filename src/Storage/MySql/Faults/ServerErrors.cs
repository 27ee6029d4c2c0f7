namespace MemberGrains.Storage.MySql.Faults;

/// <summary>The server's error numbers that mean something to the record. MySQL and MariaDB share them.</summary>
internal static class ServerErrors
{
    public const int Duplicate = 1062;
    public const int Deadlock = 1213;
    public const int LockWait = 1205;
    public const int DuplicateColumn = 1060;
    public const int NoSuchTable = 1146;
    public const int NoSuchDatabase = 1049;

    /// <summary>The whole transaction was, or can be, rolled back, and the same again may succeed.</summary>
    public static bool IsCollision(int? number) => number is Deadlock or LockWait;

    /// <summary>One row's own fault: the value does not fit or breaks a constraint.</summary>
    public static bool IsOfOneRow(int? number) => number is Duplicate or 1048 or 1264 or 1366 or 1406 or 3819 or 4025;

    public static bool IsReadOnly(int? number) => number is 1290 or 1792 or 1836;

    public static bool IsDiskFull(int? number) => number is 1021 or 1030 or 1114 or 1026 or 1041 or 3;

    public static bool IsTooManyConnections(int? number) => number is 1040 or 1203 or 1226;

    public static bool IsRefusedAccount(int? number) => number is 1044 or 1045 or 1130 or 1142 or 1227 or 1698;

    /// <summary>Shut-down, killed connections and what the network did to the server's end.</summary>
    public static bool EndsSession(int number) => number is 1042 or 1043 or 1053 or 1077 or 1079 or 1152 or (>= 1156 and <= 1161) or 1184 or 1927 or 3169 or 4031;

    /// <summary>
    /// Whether COMMIT, answered with this, has certainly not happened. Any other answer to COMMIT leaves its fate open.
    /// </summary>
    public static bool RefusesCommit(int? number) => IsCollision(number) || IsReadOnly(number);
}
