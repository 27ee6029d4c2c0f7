namespace MemberGrains.Storage.Port;

/// <summary>Who is the primary of a physical cluster.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Epoch">Role epoch: a role of a lower epoch than one seen already is not followed.</param>
public readonly record struct PrimaryRole(string Node, long Epoch);
