using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Grains.Rules;

/// <summary>
/// What a rule decides about. Closed: one of the nested records. To add one: a record here, its rule beside
/// <see cref="BindRule"/>, its line in <see cref="BindingRules.Decide"/> and its fields in
/// <see cref="Answers.CommandFingerprint"/>.
/// </summary>
public abstract record BindingCommand
{
    private BindingCommand()
    {
    }

    /// <summary>The first-named identity, whose grain coordinates.</summary>
    public abstract IdentityKey First { get; }

    /// <summary>The other identity named; null if there is none.</summary>
    public virtual IdentityKey? Second => null;

    /// <summary>What the command's answer is recorded under, besides caller and key.</summary>
    public virtual string Scope => First.Text;

    /// <summary>Whether the other identities of the members named have a say.</summary>
    public virtual bool ConcernsMembers => true;

    /// <summary>A member of its own, if it is not there.</summary>
    public sealed record Register(IdentityKey Identity, string App) : BindingCommand
    {
        /// <inheritdoc/>
        public override bool ConcernsMembers => false;

        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }

    /// <summary>Joins the members of two different identities.</summary>
    public sealed record Bind(IdentityKey A, IdentityKey B, string App, string? Reason) : BindingCommand
    {
        /// <inheritdoc/>
        public override IdentityKey First => A;

        /// <inheritdoc/>
        public override IdentityKey? Second => B;
    }

    /// <summary>Gives the identity a member of its own.</summary>
    public sealed record Unbind(IdentityKey Identity, string? Reason) : BindingCommand
    {
        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }

    /// <summary><paramref name="New"/> takes the place of <paramref name="Old"/>, which is of the same kind.</summary>
    public sealed record Replace(IdentityKey Old, IdentityKey New, string App, string? Reason) : BindingCommand
    {
        /// <inheritdoc/>
        public override IdentityKey First => Old;

        /// <inheritdoc/>
        public override IdentityKey? Second => New;
    }

    /// <summary>Joins the member of one identity into that of another.</summary>
    public sealed record Merge(IdentityKey Into, IdentityKey From, string Reason) : BindingCommand
    {
        /// <inheritdoc/>
        public override IdentityKey First => Into;

        /// <inheritdoc/>
        public override IdentityKey? Second => From;
    }

    /// <summary>Undoes an operation that <paramref name="Coordinator"/>, its first-named identity, coordinated.</summary>
    public sealed record Split(IdentityKey Coordinator, string OperationId, string? Reason) : BindingCommand
    {
        /// <inheritdoc/>
        public override IdentityKey First => Coordinator;

        /// <inheritdoc/>
        public override string Scope => OperationId;
    }

    /// <summary>Holds the identity.</summary>
    public sealed record Quarantine(IdentityKey Identity, string Reason) : BindingCommand
    {
        /// <inheritdoc/>
        public override bool ConcernsMembers => false;

        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }

    /// <summary>Releases the identity.</summary>
    public sealed record Release(IdentityKey Identity, string Reason) : BindingCommand
    {
        /// <inheritdoc/>
        public override bool ConcernsMembers => false;

        /// <inheritdoc/>
        public override IdentityKey First => Identity;
    }
}
