using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Simulation.Workload;

/// <summary>What a client asks for. Closed: one of the nested records.</summary>
public abstract record Request
{
    private Request()
    {
    }

    /// <summary>The identity whose grain is called.</summary>
    public abstract IdentityKey First { get; }

    /// <summary>Registers an identity; idempotent by nature.</summary>
    public sealed record Register(IdentityKey Identity, string App) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }

    /// <summary>Joins two members.</summary>
    public sealed record Bind(IdentityKey A, IdentityKey B, string App) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => A;
    }

    /// <summary>Takes an identity out of its member.</summary>
    public sealed record Unbind(IdentityKey Identity) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }

    /// <summary>Reads an identity; <paramref name="NotOlder"/> asks for at least the version this client knows.</summary>
    public sealed record Read(IdentityKey Identity, Consistency Consistency, bool NotOlder) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }
}
