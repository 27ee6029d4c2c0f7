using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks.Operations;

/// <summary>
/// What a command must make of the states it found, member ids, former ids and bindings included. Written from
/// http-api.md, not from the rules' code.
/// </summary>
/// <param name="evidence">For what a split undoes.</param>
/// <param name="entries">What the operation wrote; the states before are the input.</param>
internal sealed class ExpectedChange(Evidence evidence, SortedDictionary<IdentityKey, HistoryEntry> entries)
{
    private readonly SortedDictionary<IdentityKey, ExpectedState> _expected = [];
    private readonly DateTimeOffset _at = entries.Values.First().At;

    /// <summary>By identity; what is missing must not change.</summary>
    public SortedDictionary<IdentityKey, ExpectedState> Of(Request request)
    {
        switch (request)
        {
            case Request.Register register: Live(null, [new BoundIdentity(register.Identity, register.App, _at)], []); break;
            case Request.Bind bind: Bind(bind); break;
            case Request.Unbind unbind: Unbind(unbind.Identity); break;
            case Request.Replace replace: Replace(replace); break;
            case Request.Merge merge: Join(Known(merge.Into), Known(merge.From), []); break;
            case Request.Split split: Split(split); break;
            case Request.Quarantine hold: Status(hold.Identity, IdentityStatus.Quarantined); break;
            case Request.Release release: Status(release.Identity, IdentityStatus.Active); break;
            default: throw new ArgumentOutOfRangeException(nameof(request), request, null);
        }

        return _expected;
    }

    private void Bind(Request.Bind bind)
    {
        BoundIdentity[] named = [new(bind.A, bind.App, _at), new(bind.B, bind.App, _at)];
        var (a, b) = (Before(bind.A), Before(bind.B));
        if (a is null && b is null) Live(null, named, []);
        else if (a is null || b is null) Join(a ?? b!, null, named);
        else if ((a.MemberCreatedAt, a.MemberId).CompareTo((b.MemberCreatedAt, b.MemberId)) <= 0) Join(a, b, named);
        else Join(b, a, named);
    }

    /// <summary>The first keeps its id; of the second, if there is one, all ids become former.</summary>
    private void Join(IdentityState kept, IdentityState? given, BoundIdentity[] named)
    {
        var all = kept.Identities.Concat(given?.Identities ?? []).Where(identity => !named.Any(one => one.Key == identity.Key)).Concat(named);
        Live(kept.MemberId, all, [.. kept.FormerMemberIds, .. given is null ? [] : given.FormerMemberIds.Add(given.MemberId)]);
    }

    private void Unbind(IdentityKey identity)
    {
        var before = Known(identity);
        Live(before.MemberId, before.Identities.Where(one => one.Key != identity), before.FormerMemberIds);
        Live(null, before.Identities.Where(one => one.Key == identity), []);
    }

    private void Replace(Request.Replace replace)
    {
        var (old, taking) = (Known(replace.Old), Before(replace.New));
        var former = taking is null ? old.FormerMemberIds : [.. old.FormerMemberIds, .. taking.FormerMemberIds, taking.MemberId];
        Live(old.MemberId, old.Identities.Where(one => one.Key != replace.Old).Append(new BoundIdentity(replace.New, replace.App, _at)), former);
        Live(null, old.Identities.Where(one => one.Key == replace.Old), []);
    }

    /// <summary>Exactly as before the operation undone; what it registered stays, alone, with the binding it got.</summary>
    private void Split(Request.Split split)
    {
        foreach (var (key, log) in evidence.History)
        {
            if (log.Find(entry => entry.OperationId == split.OperationId) is not { } undone) continue;
            _expected[key] = undone.Before is { } then
                ? new ExpectedState(then.MemberId, then.Identities, then.FormerMemberIds, Known(key).Status)
                : new ExpectedState(null, [undone.After.Identities.Single(one => one.Key == key)], [], Known(key).Status);
        }
    }

    private void Status(IdentityKey identity, IdentityStatus status)
    {
        var before = Known(identity);
        _expected[identity] = new ExpectedState(before.MemberId, before.Identities, before.FormerMemberIds, status);
    }

    private void Live(string? memberId, IEnumerable<BoundIdentity> identities, ImmutableArray<string> formerIds)
    {
        ImmutableArray<BoundIdentity> all = [.. identities.OrderBy(identity => identity.Key)];
        foreach (var identity in all) _expected[identity.Key] = new ExpectedState(memberId, all, formerIds, Before(identity.Key)?.Status ?? IdentityStatus.Active);
    }

    private IdentityState? Before(IdentityKey key) => entries.GetValueOrDefault(key)?.Before;

    private IdentityState Known(IdentityKey key) => Before(key) ?? throw new OperationImpossibleException(key);
}
