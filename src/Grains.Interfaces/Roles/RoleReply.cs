namespace MemberGrains.Interfaces.Roles;

/// <summary>What became of a change of roles. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("mg.role-reply")]
public abstract record RoleReply
{
    private RoleReply()
    {
    }

    /// <summary>It is durable.</summary>
    [GenerateSerializer, Immutable, Alias("mg.role-reply.changed")]
    public sealed record Changed([property: Id(0)] RolesItem Roles) : RoleReply;

    /// <summary>It was so already; nothing was written.</summary>
    [GenerateSerializer, Immutable, Alias("mg.role-reply.same")]
    public sealed record Same([property: Id(0)] RolesItem Roles) : RoleReply;

    /// <summary>Somebody has changed the roles since they were read; nothing was changed.</summary>
    [GenerateSerializer, Immutable, Alias("mg.role-reply.stale")]
    public sealed record Stale([property: Id(0)] RolesItem Roles) : RoleReply;

    /// <summary>There is no such physical cluster.</summary>
    [GenerateSerializer, Immutable, Alias("mg.role-reply.unknown")]
    public sealed record Unknown : RoleReply;
}
