using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>
/// The platform as one thread would do it: the version of every identity, who is with whom, and who is held. Written from
/// http-api.md, not from the rules' code. Identities are numbered; a member is a set of bits. Each command reads as the
/// contract's order of answers: unknown, quarantined, nothing to change, then the conflicts.
/// </summary>
public sealed class ModelState
{
    private readonly IdentityKey[] _keys;
    private readonly BindingLimits _limits;
    private readonly long[] _versions;
    private readonly uint[] _members;
    private uint _held;

    /// <summary>Nothing is registered.</summary>
    public ModelState(IEnumerable<IdentityKey> keys, BindingLimits limits)
    {
        _keys = [.. keys];
        _limits = limits;
        _versions = new long[_keys.Length];
        _members = new uint[_keys.Length];
    }

    private ModelState(ModelState other)
    {
        (_keys, _limits, _held) = (other._keys, other._limits, other._held);
        (_versions, _members) = ([.. other._versions], [.. other._members]);
    }

    /// <summary>0 while not registered.</summary>
    public long Version(IdentityKey key) => _versions[Number(key)];

    /// <summary>What the command must be answered in this state, and the state after it.</summary>
    public (CommandOutcome Outcome, ModelState After) Do(Command command) => command.Request switch
    {
        Request.Register register => Register(Number(register.Identity)),
        Request.Bind bind => Bind(Number(bind.A), Number(bind.B)),
        Request.Unbind unbind => Unbind(Number(unbind.Identity)),
        Request.Replace replace => Replace(Number(replace.Old), Number(replace.New)),
        Request.Merge merge => Merge(Number(merge.Into), Number(merge.From)),
        Request.Quarantine hold => Hold(Number(hold.Identity), true, CommandOutcome.PutInQuarantine, CommandOutcome.AlreadyQuarantined),
        Request.Release release => Hold(Number(release.Identity), false, CommandOutcome.Released, CommandOutcome.NotQuarantined),
        var other => throw new ArgumentOutOfRangeException(nameof(command), other, null),
    };

    /// <summary>The identities whose version differs from <paramref name="before"/>, with their versions here.</summary>
    public IEnumerable<(IdentityKey Identity, long Version)> ChangedSince(ModelState before) =>
        from number in Enumerable.Range(0, _keys.Length)
        where _versions[number] != before._versions[number]
        select (_keys[number], _versions[number]);

    private (CommandOutcome Outcome, ModelState After) Register(int identity) =>
        IsKnown(identity) ? (CommandOutcome.AlreadyRegistered, this) : (CommandOutcome.Registered, With((1u << identity, 1u << identity)));

    private (CommandOutcome Outcome, ModelState After) Bind(int a, int b)
    {
        uint joined = Member(a) | Member(b);
        if (IsHeld(joined)) return (CommandOutcome.Quarantined, this);
        if (AreTogether(a, b)) return (CommandOutcome.AlreadyBound, this);
        return Exceeds(joined, _keys[a].Kind) ? (CommandOutcome.Taken, this) : Join(joined, CommandOutcome.Bound);
    }

    private (CommandOutcome Outcome, ModelState After) Merge(int into, int from)
    {
        if (!IsKnown(into) || !IsKnown(from)) return (CommandOutcome.IdentityUnknown, this);
        uint joined = Member(into) | Member(from);
        if (IsHeld(joined)) return (CommandOutcome.Quarantined, this);
        return AreTogether(into, from) ? (CommandOutcome.AlreadyMerged, this) : Join(joined, CommandOutcome.Merged);
    }

    private (CommandOutcome Outcome, ModelState After) Join(uint joined, CommandOutcome success)
    {
        if (_keys.Any(key => Exceeds(joined, key.Kind))) return (CommandOutcome.KindOccupied, this);
        return uint.PopCount(joined) > _limits.Total ? (CommandOutcome.LimitReached, this) : (success, With((joined, joined)));
    }

    private (CommandOutcome Outcome, ModelState After) Unbind(int identity)
    {
        if (!IsKnown(identity)) return (CommandOutcome.IdentityUnknown, this);
        if (IsHeld(_members[identity])) return (CommandOutcome.Quarantined, this);
        uint own = 1u << identity;
        uint rest = _members[identity] & ~own;
        return rest == 0 ? (CommandOutcome.NotBound, this) : (CommandOutcome.Unbound, With((own, own), (rest, rest)));
    }

    private (CommandOutcome Outcome, ModelState After) Replace(int old, int taking)
    {
        if (!IsKnown(old)) return (CommandOutcome.IdentityUnknown, this);
        if (IsHeld(Member(old) | Member(taking))) return (CommandOutcome.Quarantined, this);
        if (uint.PopCount(Member(taking)) > 1) return (CommandOutcome.Taken, this);
        uint leaving = 1u << old;
        uint place = (_members[old] & ~leaving) | (1u << taking);
        return (CommandOutcome.Replaced, With((place, place), (leaving, leaving)));
    }

    private (CommandOutcome Outcome, ModelState After) Hold(int identity, bool held, CommandOutcome done, CommandOutcome already)
    {
        if (!IsKnown(identity)) return (CommandOutcome.IdentityUnknown, this);
        if (IsHeld(1u << identity) == held) return (already, this);
        var after = With((1u << identity, _members[identity]));
        after._held ^= 1u << identity;
        return (done, after);
    }

    private bool IsKnown(int identity) => _versions[identity] > 0;

    /// <summary>The identities of its member; of an unknown one itself.</summary>
    private uint Member(int identity) => _members[identity] | (1u << identity);

    private bool AreTogether(int one, int other) => IsKnown(one) && _members[one] == _members[other];

    private bool IsHeld(uint identities) => (identities & _held) != 0;

    private bool Exceeds(uint members, string kind)
    {
        int count = 0;
        for (int number = 0; number < _keys.Length; number++)
        {
            if ((members & (1u << number)) != 0 && _keys[number].Kind == kind) count++;
        }

        return count > _limits.Of(kind);
    }

    private ModelState With(params ReadOnlySpan<(uint Identities, uint Member)> changes)
    {
        var after = new ModelState(this);
        foreach (var (identities, member) in changes)
        {
            for (int number = 0; number < _keys.Length; number++)
            {
                if ((identities & (1u << number)) == 0) continue;
                after._versions[number]++;
                after._members[number] = member;
            }
        }

        return after;
    }

    private int Number(IdentityKey key) => Array.IndexOf(_keys, key);
}
