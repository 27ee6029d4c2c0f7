namespace MemberGrains.Grains.Rules;

/// <summary>
/// Decides commands. Pure: the same command, states and seed always give the same decision. The order of refusals is
/// the contract's: unknown, quarantined, nothing to change, then limits.
/// </summary>
public static class BindingRules
{
    /// <summary>Decides one command on the states gathered for it.</summary>
    public static Decision Decide(BindingCommand command, Gathered states, OperationSeed seed) => command switch
    {
        BindingCommand.Register register => RegisterRule.Decide(register, states, seed),
        BindingCommand.Bind bind => BindRule.Decide(bind, states, seed),
        BindingCommand.Unbind unbind => UnbindRule.Decide(unbind, states, seed),
        BindingCommand.Replace replace => ReplaceRule.Decide(replace, states, seed),
        BindingCommand.Merge merge => MergeRule.Decide(merge, states, seed),
        BindingCommand.Split split => SplitRule.Decide(split, states, seed),
        BindingCommand.Quarantine hold => QuarantineRules.Decide(hold, states, seed),
        BindingCommand.Release release => QuarantineRules.Decide(release, states, seed),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, null),
    };
}
