using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

public sealed class SplitRuleTests
{
    private readonly World _world = new();
    private readonly IdentityKey _phone = Some.Phone();
    private readonly IdentityKey _union = Some.UnionId();
    private readonly IdentityKey _card = Some.Card();
    private readonly IdentityKey _other = Some.Phone();

    [Fact]
    public void Undoing_a_bind_gives_back_both_members_with_everything_they_had()
    {
        _world.Member(_phone, _card);
        _world.Register(_union, "mini");
        var before = States(_phone, _card, _union);

        var bound = _world.Bind(_union, _phone, "app-bind");
        var split = _world.Split(bound, _union);

        Assert.Equal(before, States(_phone, _card, _union));
        Assert.Equal((ChangeType.Split, 3), (split.Type, split.Entries.Length));
        Assert.All(split.Entries, entry => Assert.Equal(bound.EntryOf(entry.Key).Version + 1, entry.Value.Version));
        Assert.All(split.Entries, entry => Assert.Equal(bound.EntryOf(entry.Key).After, entry.Value.Before));
    }

    [Fact]
    public void Undoing_a_merge_gives_back_former_ids_of_both()
    {
        _world.Member(_phone, _union);
        string formerOfCard = _world.Register(_card);
        var (elder, wechat) = (Some.UnionId(), Some.Phone());
        _world.Register(elder);
        _world.Bind(elder, _card);
        Assert.Contains(_world.State(_card).FormerMemberIds, id => id != formerOfCard);
        _world.Register(wechat);
        var before = States(_card, elder, wechat);

        var merged = _world.Changed(new BindingCommand.Merge(wechat, _card, "same person"));
        _world.Split(merged, wechat);

        Assert.Equal(before, States(_card, elder, wechat));
    }

    [Fact]
    public void Undoing_a_replace_puts_the_old_one_back_and_the_new_one_into_the_member_it_had()
    {
        _world.Member(_phone, _union);
        _world.Register(_other);
        var before = States(_phone, _union, _other);
        var replaced = _world.Changed(new BindingCommand.Replace(_phone, _other, "app", "changed phone"));
        string created = _world.State(_phone).MemberId;

        var split = _world.Split(replaced, _phone);

        Assert.Equal(before, States(_phone, _union, _other));
        Assert.Equal((0, null), Shape(Touch(split, created)));
    }

    [Fact]
    public void What_the_operation_registered_stays_alone_in_a_new_member_and_the_id_it_created_ends()
    {
        var bound = _world.Bind(_union, _phone, "app-bind");
        string created = _world.State(_phone).MemberId;
        var named = _world.State(_phone).Identities;

        var split = _world.Split(bound, _union);

        Assert.Equal((0, null), Shape(Touch(split, created)));
        foreach (var key in new[] { _phone, _union })
        {
            var state = _world.State(key);
            Assert.Equal(named.Single(identity => identity.Key == key), Assert.Single(state.Identities));
            Assert.NotEqual(created, state.MemberId);
            Assert.Empty(state.FormerMemberIds);
            Assert.Equal(2, _world.Version(key));
        }

        Assert.Equal(_world.State(_phone).MemberCreatedAt, _world.State(_union).MemberCreatedAt);
        Assert.True(string.CompareOrdinal(_world.State(_union).MemberId, _world.State(_phone).MemberId) < 0, "The one named first has the smaller id.");
    }

    [Fact]
    public void A_new_identity_that_a_replace_registered_stays_alone()
    {
        string member = _world.Member(_phone, _union);
        var before = States(_phone, _union);
        var replaced = _world.Changed(new BindingCommand.Replace(_phone, _other, "app-new", null));
        _world.Split(replaced, _phone);
        Assert.Equal(before, States(_phone, _union));
        Assert.Equal(("app-new", 2), (Assert.Single(_world.State(_other).Identities).App, _world.Version(_other)));
        Assert.NotEqual(member, _world.State(_other).MemberId);
    }

    [Fact]
    public void Every_member_id_touched_gets_one_more_than_the_greatest_member_version()
    {
        _world.Member(_phone, _card);
        _world.Register(_union);
        var bound = _world.Bind(_union, _phone);
        long after = _world.State(_phone).MemberVersion;
        var split = _world.Split(bound, _union);
        Assert.All(split.Entries[0].Value.Members, touch => Assert.Equal(after + 1, touch.MemberVersion));
        Assert.Equal(2, split.Entries[0].Value.Members.Length);
        Assert.All(split.Entries, entry => Assert.Equal(entry.Value.After.Identities.Select(identity => identity.Key), Touch(split, entry.Value.After.MemberId).Identities));
    }

    [Fact]
    public void Another_operation_since_supersedes_it_even_if_it_was_changed_back()
    {
        var bound = _world.Bind(_phone, _union);
        var again = _world.Bind(_phone, _card);
        Assert.Equal(CommandOutcome.Superseded, Outcome(bound, _phone));
        _world.Split(again, _phone);
        Assert.Equal(
            bound.EntryOf(_phone).After with { MemberVersion = 0, UpdatedAt = default },
            _world.State(_phone) with { MemberVersion = 0, UpdatedAt = default });
        Assert.Equal(CommandOutcome.Superseded, Outcome(bound, _phone));
    }

    [Fact]
    public void A_change_of_an_identity_that_the_operation_did_not_name_supersedes_it_too()
    {
        _world.Member(_phone, _card);
        _world.Register(_union);
        var bound = _world.Bind(_union, _phone);
        _world.Changed(new BindingCommand.Unbind(_card, null));
        Assert.Equal(CommandOutcome.Superseded, Outcome(bound, _union));
    }

    [Fact]
    public void A_second_split_of_the_same_operation_is_superseded()
    {
        var bound = _world.Bind(_phone, _union);
        _world.Split(bound, _phone);
        Assert.Equal(CommandOutcome.Superseded, Outcome(bound, _phone));
    }

    [Fact]
    public void Quarantine_and_release_in_between_do_not_supersede_it()
    {
        _world.Register(_phone);
        _world.Register(_union);
        var before = States(_phone, _union);
        var bound = _world.Bind(_phone, _union);
        _world.Changed(new BindingCommand.Quarantine(_union, "looks odd"));
        _world.Changed(new BindingCommand.Release(_union, "is not"));
        var split = _world.Split(bound, _phone);
        Assert.Equal(before, States(_phone, _union));
        Assert.Equal((3, 5), (split.EntryOf(_phone).Version, split.EntryOf(_union).Version));
    }

    [Fact]
    public void A_quarantined_identity_of_the_operation_comes_before_superseded()
    {
        var bound = _world.Bind(_phone, _union);
        _world.Bind(_phone, _card);
        _world.Changed(new BindingCommand.Quarantine(_union, "looks odd"));
        Assert.Equal(CommandOutcome.Quarantined, Outcome(bound, _phone));
    }

    [Fact]
    public void A_quarantined_identity_that_joined_later_does_not_count_as_one_of_the_operation()
    {
        var bound = _world.Bind(_phone, _union);
        _world.Bind(_phone, _card);
        _world.Changed(new BindingCommand.Quarantine(_card, "looks odd"));
        Assert.Equal(CommandOutcome.Superseded, Outcome(bound, _phone));
    }

    [Fact]
    public void Only_a_bind_replace_or_merge_can_be_undone()
    {
        var registered = _world.Changed(new BindingCommand.Register(_card, "app"));
        var bound = _world.Bind(_phone, _union);
        var held = _world.Changed(new BindingCommand.Quarantine(_card, "looks odd"));
        var released = _world.Changed(new BindingCommand.Release(_card, "is not"));
        var split = _world.Split(bound, _phone);
        _world.Bind(_phone, _union);
        var unbound = _world.Changed(new BindingCommand.Unbind(_phone, null));
        Assert.All([registered, held, released], change => Assert.Equal(CommandOutcome.OperationUnknown, Outcome(change, _card)));
        Assert.All([split, unbound], change => Assert.Equal(CommandOutcome.OperationUnknown, Outcome(change, _phone)));
    }

    [Fact]
    public void Nothing_in_time_runs_backwards_when_the_clock_does()
    {
        var bound = _world.Bind(_phone, _union);
        _world.Now = World.At("2020-01-01T00:00:00Z");
        var split = _world.Split(bound, _phone);
        Assert.Equal(bound.At, split.At);
    }

    private CommandOutcome Outcome(Change undone, IdentityKey first) =>
        _world.Decide(new BindingCommand.Split(first, undone.OperationId, null)).Outcome;

    /// <summary>All that an exact undo gives back; the numbers that only ascend go on.</summary>
    private List<IdentityState> States(params IdentityKey[] keys) =>
        [.. keys.Select(key => _world.State(key) with { MemberVersion = 0, UpdatedAt = default })];

    private static MemberTouch Touch(Change change, string memberId) =>
        Assert.Single(change.Entries[0].Value.Members, touch => touch.MemberId == memberId);

    private static (int, string?) Shape(MemberTouch touch) => (touch.Identities.Length, touch.JoinedInto);
}
