using System.Collections.Immutable;
using System.Text;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Simulation.Workload;

/// <summary>
/// What a client asks for. Closed: one of the nested records. To add a command: a record here, its call in
/// <see cref="Gateway"/>, its draw in <see cref="WorkPlan"/>, and its meaning in the reference model
/// (<see cref="Checks.Linearizability.ModelState"/> and <see cref="Checks.Operations.ExpectedChange"/>).
/// </summary>
public abstract record Request
{
    private Request()
    {
    }

    /// <summary>The identity whose grain is called.</summary>
    public abstract IdentityKey First { get; }

    /// <summary>Every identity it names.</summary>
    public virtual ImmutableArray<IdentityKey> Named => [First];

    /// <summary>Whether it needs no idempotency key: doing it again does no harm.</summary>
    public virtual bool NeedsNoKey => false;

    /// <summary>Whether what it did can be split.</summary>
    public bool CanBeUndone => this is Bind or Replace or Merge;

    /// <summary>Shows what was asked for, and nothing that follows from it.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    /// <summary>Registers an identity; idempotent by nature.</summary>
    public sealed record Register(IdentityKey Identity, string App) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;

        /// <inheritdoc/>
        public override bool NeedsNoKey => true;
    }

    /// <summary>Joins two members.</summary>
    public sealed record Bind(IdentityKey A, IdentityKey B, string App) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => A;

        /// <inheritdoc/>
        public override ImmutableArray<IdentityKey> Named => [A, B];
    }

    /// <summary>Takes an identity out of its member.</summary>
    public sealed record Unbind(IdentityKey Identity) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }

    /// <summary>Puts an identity in the place of another of its kind.</summary>
    public sealed record Replace(IdentityKey Old, IdentityKey New, string App) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Old;

        /// <inheritdoc/>
        public override ImmutableArray<IdentityKey> Named => [Old, New];
    }

    /// <summary>Joins the member of one identity into that of another.</summary>
    public sealed record Merge(IdentityKey Into, IdentityKey From) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Into;

        /// <inheritdoc/>
        public override ImmutableArray<IdentityKey> Named => [Into, From];
    }

    /// <summary>Holds an identity.</summary>
    public sealed record Quarantine(IdentityKey Identity) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;

        /// <inheritdoc/>
        public override bool NeedsNoKey => true;
    }

    /// <summary>Releases an identity.</summary>
    public sealed record Release(IdentityKey Identity) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;

        /// <inheritdoc/>
        public override bool NeedsNoKey => true;
    }

    /// <summary>
    /// A plan to undo an operation that some client was told of, the newest but <paramref name="Back"/>; one that can not be
    /// undone if <paramref name="Strange"/>. Becomes a <see cref="Split"/> when its time has come.
    /// </summary>
    public sealed record Undo(IdentityKey Any, int Back, bool Strange) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Any;
    }

    /// <summary>Undoes an operation, that of <paramref name="Undone"/>; null for an operation that never was.</summary>
    public sealed record Split(IdentityKey Any, string OperationId, Command? Undone) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Undone?.Request.First ?? Any;

        /// <inheritdoc/>
        public override ImmutableArray<IdentityKey> Named => Undone?.Request.Named ?? [Any];

        /// <inheritdoc/>
        public override string ToString() => $"Split {{ {OperationId} of {Undone?.ToString() ?? "nobody"} }}";
    }

    /// <summary>
    /// Reads an identity; <paramref name="NotOlder"/> asks for at least the version this client knows. With
    /// <paramref name="Replica"/> the replica of that center shows what it has, of whatever age it says.
    /// </summary>
    public sealed record Read(IdentityKey Identity, Consistency Consistency, bool NotOlder, string? Replica = null) : Request
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }
}
