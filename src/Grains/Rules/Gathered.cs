using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Rules;

/// <summary>
/// The states a command is decided on: the identities it names and every other identity of their members, in the order
/// they were gathered.
/// </summary>
public sealed class Gathered(IReadOnlyList<IdentitySnapshot> snapshots)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<IdentitySnapshot> Snapshots { get; } = snapshots;

    /// <summary>The operation that is to be undone, all of whose identities are here; null unless the command undoes one.</summary>
    public Change? Undone { get; init; }

    /// <summary>The state of one.</summary>
    public IdentitySnapshot this[IdentityKey key]
    {
        get
        {
            foreach (var snapshot in Snapshots)
            {
                if (snapshot.Key == key) return snapshot;
            }

            throw new KeyNotFoundException("The identity was not gathered.");
        }
    }

    /// <summary>Whether any of them is held by an operator.</summary>
    public bool AnyQuarantined
    {
        get
        {
            foreach (var snapshot in Snapshots)
            {
                if (snapshot.State?.Status == IdentityStatus.Quarantined) return true;
            }

            return false;
        }
    }

    /// <summary>
    /// Whether every member is whole: all its identities are here and show the same member. If not, a change was being
    /// applied while the states were gathered, and they must be gathered again. What undoes an operation concerns that
    /// operation's identities alone, whoever has joined them since.
    /// </summary>
    public bool IsWhole
    {
        get
        {
            if (Undone is not null) return true;
            foreach (var snapshot in Snapshots)
            {
                if (snapshot.State is { } state && !Shows(state)) return false;
            }

            return true;
        }
    }

    private bool Shows(IdentityState state)
    {
        foreach (var identity in state.Identities)
        {
            bool agrees = false;
            foreach (var other in Snapshots)
            {
                if (other.Key != identity.Key) continue;
                agrees = other.State is { } theirs && theirs.MemberId == state.MemberId && theirs.MemberVersion == state.MemberVersion;
                break;
            }

            if (!agrees) return false;
        }

        return true;
    }
}
