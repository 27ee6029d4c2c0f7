using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Rules;

/// <summary>
/// Builds an operation member by member: the rule says what becomes of each member id, the draft works out times,
/// member versions and the entry of every identity.
/// </summary>
internal sealed class OperationDraft
{
    private readonly Gathered _before;
    private readonly OperationSeed _seed;
    private readonly long _memberVersion;
    private readonly List<MemberTouch> _touches = [];
    private readonly SortedDictionary<IdentityKey, IdentityState> _after = [];

    public OperationDraft(Gathered before, OperationSeed seed)
    {
        (_before, _seed) = (before, seed);
        var created = seed.Now.ToUniversalTime();
        foreach (var snapshot in before.Snapshots)
        {
            if (snapshot.State is not { } state) continue;
            if (state.UpdatedAt > created) created = state.UpdatedAt;
            _memberVersion = Math.Max(_memberVersion, state.MemberVersion);
        }

        _memberVersion++;
        CreatedAt = created;
        At = created.CutToMilliseconds();
    }

    /// <summary>The operation's time: never before the last entry of an identity it touches, whatever the clocks do.</summary>
    public DateTimeOffset At { get; }

    /// <summary>When members that it creates were created: the same time, to 100 ns.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The member lives, with these identities.</summary>
    public void Living(string memberId, DateTimeOffset createdAt, ImmutableArray<BoundIdentity> identities, ImmutableArray<string> formerIds)
    {
        foreach (var identity in identities)
        {
            var status = _before[identity.Key].State?.Status ?? IdentityStatus.Active;
            _after.Add(identity.Key, new IdentityState(memberId, createdAt, _memberVersion, identities, formerIds, status, At));
        }

        _touches.Add(new MemberTouch(memberId, _memberVersion, ImmutableArray.CreateRange(identities, static i => i.Key), null));
    }

    /// <summary>The member is joined into another.</summary>
    public void Former(string memberId, string joinedInto) => _touches.Add(new MemberTouch(memberId, _memberVersion, [], joinedInto));

    /// <summary>The member is no more; its id is never used again.</summary>
    public void Ended(string memberId) => _touches.Add(new MemberTouch(memberId, _memberVersion, [], null));

    /// <summary>The identity alone changes its status; no member is touched.</summary>
    public void Status(IdentityKey key, IdentityStatus status) =>
        _after.Add(key, _before[key].State! with { Status = status, UpdatedAt = At });

    /// <summary>The operation as it stands.</summary>
    public Change Build(ChangeType type, string? app, string? reason)
    {
        var touches = _touches.ToImmutableArray();
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<IdentityKey, HistoryEntry>>(_after.Count);
        foreach (var (key, after) in _after)
        {
            var before = _before[key];
            entries.Add(new(key, new HistoryEntry(
                before.Version + 1, At, _seed.OperationId, type, _seed.Caller, app, reason, before.State, after, touches, _seed.TraceParent)));
        }

        return new Change(_seed.OperationId, type, At, entries.MoveToImmutable());
    }
}
