using System.Collections.Immutable;
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
    private readonly int[] _changedBy;
    private ImmutableDictionary<int, ModelOperation> _undoable = ImmutableDictionary<int, ModelOperation>.Empty;
    private uint _held;

    /// <summary>Nothing is registered.</summary>
    public ModelState(IEnumerable<IdentityKey> keys, BindingLimits limits)
    {
        _keys = [.. keys];
        _limits = limits;
        _versions = new long[_keys.Length];
        _members = new uint[_keys.Length];
        _changedBy = new int[_keys.Length];
    }

    private ModelState(ModelState other)
    {
        (_keys, _limits, _undoable, _held) = (other._keys, other._limits, other._undoable, other._held);
        (_versions, _members, _changedBy) = ([.. other._versions], [.. other._members], [.. other._changedBy]);
    }

    /// <summary>0 while not registered.</summary>
    public long Version(IdentityKey key) => _versions[Number(key)];

    /// <summary>What the command must be answered in this state, and the state after it.</summary>
    public (CommandOutcome Outcome, ModelState After) Do(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Request is Request.Quarantine or Request.Release) return Hold(Number(command.Request.First), command.Request is Request.Quarantine);
        var (outcome, after) = Decide(command.Request);
        if (after == this) return (outcome, after);

        uint changed = 0;
        for (int number = 0; number < _keys.Length; number++)
        {
            if (_versions[number] == after._versions[number]) continue;
            changed |= 1u << number;
            after._changedBy[number] = command.Number;
        }

        if (command.Request.CanBeUndone) after._undoable = _undoable.Add(command.Number, new ModelOperation(changed, [.. _members]));
        return (outcome, after);
    }

    /// <summary>The identities whose version differs from <paramref name="before"/>, with their versions here.</summary>
    public IEnumerable<(IdentityKey Identity, long Version)> ChangedSince(ModelState before) =>
        from number in Enumerable.Range(0, _keys.Length)
        where _versions[number] != before._versions[number]
        select (_keys[number], _versions[number]);

    private (CommandOutcome Outcome, ModelState After) Decide(Request request) => request switch
    {
        Request.Register register => Register(Number(register.Identity)),
        Request.Bind bind => Bind(Number(bind.A), Number(bind.B)),
        Request.Unbind unbind => Unbind(Number(unbind.Identity)),
        Request.Replace replace => Replace(Number(replace.Old), Number(replace.New)),
        Request.Merge merge => Merge(Number(merge.Into), Number(merge.From)),
        Request.Split split => Split(split.Undone?.Number),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request, null),
    };

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

    /// <summary>Members are as before; what was registered by it is alone. Holding and releasing do not count as changes.</summary>
    private (CommandOutcome Outcome, ModelState After) Split(int? command)
    {
        if (command is not { } number || !_undoable.TryGetValue(number, out var undone)) return (CommandOutcome.OperationUnknown, this);
        if (IsHeld(undone.Changed)) return (CommandOutcome.Quarantined, this);
        var after = new ModelState(this);
        for (int identity = 0; identity < _keys.Length; identity++)
        {
            if ((undone.Changed & (1u << identity)) == 0) continue;
            if (_changedBy[identity] != number) return (CommandOutcome.Superseded, this);
            after._versions[identity]++;
            after._members[identity] = undone.MembersBefore[identity] == 0 ? 1u << identity : undone.MembersBefore[identity];
        }

        return (CommandOutcome.Split, after);
    }

    private (CommandOutcome Outcome, ModelState After) Hold(int identity, bool held)
    {
        if (!IsKnown(identity)) return (CommandOutcome.IdentityUnknown, this);
        if (IsHeld(1u << identity) == held) return (held ? CommandOutcome.AlreadyQuarantined : CommandOutcome.NotQuarantined, this);
        var after = With((1u << identity, _members[identity]));
        after._held ^= 1u << identity;
        return (held ? CommandOutcome.PutInQuarantine : CommandOutcome.Released, after);
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
