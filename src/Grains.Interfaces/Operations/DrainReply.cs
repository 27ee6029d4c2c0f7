namespace MemberGrains.Interfaces.Operations;

/// <summary>What became of an order to drain a silo. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("mg.drain-reply")]
public abstract record DrainReply
{
    private DrainReply()
    {
    }

    /// <summary>It drains.</summary>
    [GenerateSerializer, Immutable, Alias("mg.drain-reply.accepted")]
    public sealed record Accepted([property: Id(0)] SiloItem Silo) : DrainReply;

    /// <summary>No silo of that id.</summary>
    [GenerateSerializer, Immutable, Alias("mg.drain-reply.unknown")]
    public sealed record Unknown : DrainReply;

    /// <summary>It is the last active silo; force it to lose the cluster.</summary>
    [GenerateSerializer, Immutable, Alias("mg.drain-reply.last")]
    public sealed record LastSilo : DrainReply;
}
