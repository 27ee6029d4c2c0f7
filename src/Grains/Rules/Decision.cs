using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Grains.Rules;

/// <summary>What a rule says. Closed: one of the nested records.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>What happened, or why nothing did.</summary>
    public abstract CommandOutcome Outcome { get; }

    /// <summary>Refused; nothing changes.</summary>
    /// <param name="Outcome">Why.</param>
    /// <param name="Detail">For people; names no identity.</param>
    public sealed record Refused(CommandOutcome Outcome, string Detail) : Decision
    {
        /// <inheritdoc/>
        public override CommandOutcome Outcome { get; } = Outcome;
    }

    /// <summary>It was so already; nothing changes.</summary>
    public sealed record Unchanged(CommandOutcome Outcome) : Decision
    {
        /// <inheritdoc/>
        public override CommandOutcome Outcome { get; } = Outcome;
    }

    /// <summary>It shall be so.</summary>
    public sealed record Changed(CommandOutcome Outcome, Change Change) : Decision
    {
        /// <inheritdoc/>
        public override CommandOutcome Outcome { get; } = Outcome;
    }
}
