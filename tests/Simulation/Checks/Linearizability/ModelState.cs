using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>
/// The platform as one thread would do it: the version of every identity and who is with whom. Written from http-api.md,
/// not from the rules' code. Identities are numbered; a member is a set of bits.
/// </summary>
internal sealed class ModelState
{
    private readonly IdentityKey[] _keys;
    private readonly BindingLimits _limits;
    private readonly long[] _versions;
    private readonly uint[] _members;

    public ModelState(IEnumerable<IdentityKey> keys, BindingLimits limits)
    {
        _keys = [.. keys];
        _limits = limits;
        _versions = new long[_keys.Length];
        _members = new uint[_keys.Length];
    }

    private ModelState(ModelState other)
    {
        (_keys, _limits) = (other._keys, other._limits);
        (_versions, _members) = ([.. other._versions], [.. other._members]);
    }

    public long Version(IdentityKey key) => _versions[Number(key)];

    /// <summary>What the request must be answered in this state, and the state after it.</summary>
    public (CommandOutcome Outcome, ModelState After) Do(Request request) => request switch
    {
        Request.Register register => Register(Number(register.Identity)),
        Request.Bind bind => Bind(Number(bind.A), Number(bind.B)),
        Request.Unbind unbind => Unbind(Number(unbind.Identity)),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request, null),
    };

    /// <summary>The identities whose version differs from <paramref name="before"/>, with their versions here.</summary>
    public IEnumerable<(IdentityKey Identity, long Version)> ChangedSince(ModelState before) =>
        from number in Enumerable.Range(0, _keys.Length)
        where _versions[number] != before._versions[number]
        select (_keys[number], _versions[number]);

    private (CommandOutcome Outcome, ModelState After) Register(int identity) =>
        _versions[identity] > 0 ? (CommandOutcome.AlreadyRegistered, this) : (CommandOutcome.Registered, With((1u << identity, 1u << identity)));

    private (CommandOutcome Outcome, ModelState After) Bind(int a, int b)
    {
        if (_versions[a] > 0 && _versions[b] > 0 && _members[a] == _members[b]) return (CommandOutcome.AlreadyBound, this);
        uint joined = _members[a] | _members[b] | (1u << a) | (1u << b);
        if (Exceeds(joined, _keys[a].Kind)) return (CommandOutcome.Taken, this);
        if (_keys.Any(key => key.Kind != _keys[a].Kind && Exceeds(joined, key.Kind))) return (CommandOutcome.KindOccupied, this);
        return uint.PopCount(joined) > _limits.Total ? (CommandOutcome.LimitReached, this) : (CommandOutcome.Bound, With((joined, joined)));
    }

    private (CommandOutcome Outcome, ModelState After) Unbind(int identity)
    {
        if (_versions[identity] == 0) return (CommandOutcome.IdentityUnknown, this);
        uint own = 1u << identity;
        uint rest = _members[identity] & ~own;
        return rest == 0 ? (CommandOutcome.NotBound, this) : (CommandOutcome.Unbound, With((own, own), (rest, rest)));
    }

    private bool Exceeds(uint members, string kind) =>
        Enumerable.Range(0, _keys.Length).Count(number => (members & (1u << number)) != 0 && _keys[number].Kind == kind) > _limits.Of(kind);

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
