using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Tests.World;

/// <summary>Register, bind, unbind and split over a <see cref="MemoryRecord"/>, one row after the other as participants apply them.</summary>
internal sealed class Commands(MemoryRecord record, TimeProvider time, Random random)
{
    private readonly HashSet<IdentityKey> _busy = [];
    private readonly Dictionary<string, List<(IdentityKey Key, HistoryEntry Entry)>> _binds = new(StringComparer.Ordinal);
    private long _operations;
    private long _members;

    /// <summary>Set to have two unknown identities bound in one operation, and a bind split rather than unbound; else it is drawn.</summary>
    public bool? Splits { get; set; }

    /// <summary>Some command on these identities; what it changed, empty where it was refused.</summary>
    public async Task<ImmutableArray<IdentityVersion>> RunAsync(IdentityKey a, IdentityKey b)
    {
        var touched = Touched(a).Concat(Touched(b)).Append(a).Append(b).Distinct().Order().ToList();
        if (touched.Exists(_busy.Contains)) return [];
        _busy.UnionWith(touched);
        var at = record.Begin();
        try
        {
            var changes = Decide(a, b, at, $"op-{++_operations}");
            foreach (var (key, entry) in changes)
            {
                record.Write(key, entry);
                if (random.Next(3) == 0) await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), time);
            }

            return [.. changes.Select(change => new IdentityVersion(change.Key, change.Entry.Version))];
        }
        finally
        {
            record.End(at);
            _busy.ExceptWith(touched);
        }
    }

    private bool Drawn() => Splits ?? random.Next(2) == 0;

    private IEnumerable<IdentityKey> Touched(IdentityKey key) => record.Newest(key)?.After.Identities.Select(identity => identity.Key) ?? [];

    private List<(IdentityKey Key, HistoryEntry Entry)> Decide(IdentityKey a, IdentityKey b, DateTimeOffset at, string operation)
    {
        IdentityState? left = record.Newest(a)?.After, right = record.Newest(b)?.After;
        if (left is null && right is null && a != b && Drawn()) return Kept(Apply(ChangeType.Bound, operation, at, [], [New(at, 1, [.. new[] { Bound(a, at), Bound(b, at) }.OrderBy(identity => identity.Key)])]));
        if (left is null) return Apply(ChangeType.Registered, operation, at, [], [New(at, 1, [Bound(a, at)])]);
        if (right is null || left.MemberId != right.MemberId) return Bind(left, right, b, at, operation);
        if (left.Identities.Length == 1) return [];
        bool undoes = _binds.TryGetValue(left.MemberId, out var bind) && bind[0].Entry.After.MemberVersion == left.MemberVersion && Drawn();
        return undoes ? Split(bind!, at, operation) : Unbind(left, a, at, operation);
    }

    private List<(IdentityKey Key, HistoryEntry Entry)> Bind(IdentityState left, IdentityState? right, IdentityKey b, DateTimeOffset at, string operation)
    {
        long version = 1 + Math.Max(left.MemberVersion, right?.MemberVersion ?? 0);
        var joined = left with
        {
            MemberVersion = version,
            Identities = [.. left.Identities.Concat(right?.Identities ?? [Bound(b, at)]).OrderBy(identity => identity.Key)],
            FormerMemberIds = [.. left.FormerMemberIds.Concat(right is null ? [] : right.FormerMemberIds.Append(right.MemberId)).Order(StringComparer.Ordinal)],
            UpdatedAt = at,
        };
        ImmutableArray<MemberTouch> gone = right is null ? [] : [new MemberTouch(right.MemberId, version, [], left.MemberId)];
        return Kept(Apply(ChangeType.Bound, operation, at, gone, [joined]));
    }

    private List<(IdentityKey Key, HistoryEntry Entry)> Kept(List<(IdentityKey Key, HistoryEntry Entry)> bind) => _binds[bind[0].Entry.After.MemberId] = bind;

    /// <summary>Members as before; what the bind registered stays alone, and a member that it created ends.</summary>
    private List<(IdentityKey Key, HistoryEntry Entry)> Split(List<(IdentityKey Key, HistoryEntry Entry)> bind, DateTimeOffset at, string operation)
    {
        var after = bind[0].Entry.After;
        long version = 1 + after.MemberVersion;
        var restored = bind.Where(change => change.Entry.Before is not null).Select(change => change.Entry.Before!).DistinctBy(state => state.MemberId).ToList();
        var alone = bind.Where(change => change.Entry.Before is null).Select(change => New(at, version, [after.Identities.First(identity => identity.Key == change.Key)]));
        ImmutableArray<MemberTouch> gone = restored.Exists(state => state.MemberId == after.MemberId) ? [] : [new MemberTouch(after.MemberId, version, [], null)];
        return Apply(ChangeType.Split, operation, at, gone, [.. restored.Select(state => state with { MemberVersion = version, UpdatedAt = at }), .. alone]);
    }

    private List<(IdentityKey Key, HistoryEntry Entry)> Unbind(IdentityState member, IdentityKey leaves, DateTimeOffset at, string operation)
    {
        long version = 1 + member.MemberVersion;
        var own = member.Identities.First(identity => identity.Key == leaves);
        var rest = member with { MemberVersion = version, Identities = member.Identities.Remove(own), UpdatedAt = at };
        return Apply(ChangeType.Unbound, operation, at, [], [rest, New(at, version, [own])]);
    }

    private List<(IdentityKey Key, HistoryEntry Entry)> Apply(
        ChangeType type, string operation, DateTimeOffset at, ImmutableArray<MemberTouch> gone, ImmutableArray<IdentityState> states)
    {
        ImmutableArray<MemberTouch> touches = [.. gone, .. states.Select(state => new MemberTouch(state.MemberId, state.MemberVersion, [.. state.Identities.Select(identity => identity.Key)], null))];
        return
        [
            .. from state in states
               from identity in state.Identities
               let before = record.Newest(identity.Key)
               select (identity.Key, new HistoryEntry((before?.Version ?? 0) + 1, at, operation, type, "caller", "app", null, before?.After, state, touches, null)),
        ];
    }

    private IdentityState New(DateTimeOffset at, long version, ImmutableArray<BoundIdentity> identities) =>
        new($"m{++_members:D6}", at, version, identities, [], IdentityStatus.Active, at);

    private static BoundIdentity Bound(IdentityKey key, DateTimeOffset at) => new(key, "app", at);
}
