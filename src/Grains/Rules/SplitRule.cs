using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Rules;

/// <summary>
/// Undoes one operation exactly. Every change but that of a status gives all identities of the members it touches a member
/// version above any before; so an identity has been changed since exactly if its member version is another than the
/// operation gave it, also if it was changed back, and what an operator held and released in between does not count.
/// </summary>
internal static class SplitRule
{
    /// <summary>Whether operations of this type can be undone.</summary>
    public static bool CanUndo(ChangeType type) => type is ChangeType.Bound or ChangeType.Replaced or ChangeType.Merged;

    public static Decision Decide(BindingCommand.Split command, Gathered states, OperationSeed seed)
    {
        var undone = states.Undone ?? throw new ArgumentException("The operation to undo was not gathered.", nameof(states));
        if (!CanUndo(undone.Type)) return Refusals.NoSuchOperation;
        if (states.AnyQuarantined) return Refusals.QuarantinedInOperation;
        foreach (var (key, entry) in undone.Entries)
        {
            if (states[key].State?.MemberVersion != entry.After.MemberVersion) return Refusals.Superseded;
        }

        var draft = new OperationDraft(states, seed);
        var lives = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, entry) in undone.Entries)
        {
            if (entry.Before is { } before && lives.Add(before.MemberId))
                draft.Living(before.MemberId, before.MemberCreatedAt, before.Identities, before.FormerMemberIds);
        }

        StandAlone(undone, command.First, draft, seed);
        foreach (var touch in undone.EntryOf(command.First).Members)
        {
            if (!lives.Contains(touch.MemberId)) draft.Ended(touch.MemberId);
        }

        return new Decision.Changed(CommandOutcome.Split, draft.Build(ChangeType.Split, null, command.Reason));
    }

    /// <summary>What the operation registered stays registered: each in a member of its own, the first-named one first.</summary>
    private static void StandAlone(Change undone, IdentityKey first, OperationDraft draft, OperationSeed seed)
    {
        var registered = undone.Entries.Where(entry => entry.Value.Before is null).OrderBy(entry => entry.Key != first).ToList();
        var ids = seed.Ids.NewMembers(draft.CreatedAt, registered.Count);
        for (int i = 0; i < registered.Count; i++)
        {
            var (key, entry) = registered[i];
            draft.Living(ids[i], draft.CreatedAt, [entry.After.Identities.Single(identity => identity.Key == key)], []);
        }
    }
}
