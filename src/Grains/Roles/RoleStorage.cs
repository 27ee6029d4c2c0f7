namespace MemberGrains.Grains.Roles;

/// <summary>The grain storage of roles and slot map; whoever composes silos registers one of this name.</summary>
public static class RoleStorage
{
    /// <summary>Its name.</summary>
    public const string Name = "roles";
}
