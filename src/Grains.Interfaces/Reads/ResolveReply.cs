using MemberGrains.Interfaces.Members;

namespace MemberGrains.Interfaces.Reads;

/// <summary>What the record says of an identity. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("mg.resolve-reply")]
public abstract record ResolveReply
{
    private ResolveReply()
    {
    }

    /// <summary>The relation.</summary>
    /// <param name="Relation">The relation.</param>
    /// <param name="StalenessMs">0, or for a bounded read whose coordinator was unreachable: milliseconds since the prepare, rounded up.</param>
    [GenerateSerializer, Immutable, Alias("mg.resolve-reply.found")]
    public sealed record Found([property: Id(0)] Relation Relation, [property: Id(1)] long StalenessMs) : ResolveReply;

    /// <summary>Not registered: the record's own word.</summary>
    [GenerateSerializer, Immutable, Alias("mg.resolve-reply.unknown")]
    public sealed record Unknown : ResolveReply;

    /// <summary>The record itself is older than the version asked for, so no such version was ever given.</summary>
    /// <param name="Version">The record's version.</param>
    [GenerateSerializer, Immutable, Alias("mg.resolve-reply.older")]
    public sealed record OlderThanAsked([property: Id(0)] long Version) : ResolveReply;
}
