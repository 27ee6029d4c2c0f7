namespace MemberGrains.Storage.Port;

/// <summary>A row as a replica shows it.</summary>
/// <param name="Row">The row; absent rows have revision 0.</param>
/// <param name="CaughtUpTo">UTC: everything committed up to then is shown.</param>
public sealed record ReplicaRow(IdentityRow Row, DateTimeOffset CaughtUpTo);
