using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

public sealed class BindRuleTests
{
    private readonly World _world = new();
    private readonly IdentityKey _phone = Some.Phone();
    private readonly IdentityKey _union = Some.UnionId();
    private readonly IdentityKey _card = Some.Card();

    [Fact]
    public void Two_unknown_identities_are_registered_in_one_operation_as_one_member()
    {
        var change = _world.Bind(_phone, _union);
        Assert.Equal(2, change.Entries.Length);
        Assert.All(change.Entries, entry => Assert.Equal((1, ChangeType.Bound, true), (entry.Value.Version, entry.Value.Type, entry.Value.Before is null)));
        Assert.Equal(_world.State(_phone).MemberId, _world.State(_union).MemberId);
        Assert.Equal(new[] { _phone, _union }.Order(), _world.State(_phone).Identities.Select(identity => identity.Key));
        var touch = Assert.Single(change.Entries[0].Value.Members);
        Assert.Equal((_world.State(_phone).MemberId, 1, null), (touch.MemberId, touch.MemberVersion, touch.JoinedInto));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unknown_identity_joins_the_member_of_the_known_one(bool knownFirst)
    {
        string member = _world.Register(_phone);
        var change = knownFirst ? _world.Bind(_phone, _union) : _world.Bind(_union, _phone);
        Assert.Equal(member, _world.State(_union).MemberId);
        Assert.Equal((2, 1), (_world.Version(_phone), _world.Version(_union)));
        Assert.Empty(_world.State(_union).FormerMemberIds);
        Assert.Equal(2, Assert.Single(change.Entries[0].Value.Members).MemberVersion);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_member_created_first_keeps_its_id_whichever_is_named_first(bool olderFirst)
    {
        string older = _world.Register(_phone);
        string younger = _world.Register(_union);
        _world.Changed(olderFirst ? new BindingCommand.Bind(_phone, _union, "app", null) : new BindingCommand.Bind(_union, _phone, "app", null));
        Assert.All([_phone, _union], key =>
        {
            Assert.Equal(older, _world.State(key).MemberId);
            Assert.Equal(younger, Assert.Single(_world.State(key).FormerMemberIds));
            Assert.Equal(2, _world.Version(key));
        });
    }

    [Fact]
    public void Members_created_in_the_same_100_ns_are_ordered_by_id()
    {
        string one = _world.Register(_phone);
        _world.Now -= TimeSpan.FromMilliseconds(7);
        string other = _world.Register(_union);
        Assert.Equal(_world.State(_phone).MemberCreatedAt, _world.State(_union).MemberCreatedAt);
        _world.Bind(_union, _phone);
        Assert.Equal(string.CompareOrdinal(one, other) < 0 ? one : other, _world.State(_phone).MemberId);
    }

    [Fact]
    public void The_joined_member_keeps_the_former_ids_of_both_sorted()
    {
        var limits = new World { Limits = new BindingLimits { PerKind = { ["phone"] = 4 } } };
        var phones = new[] { Some.Phone(), Some.Phone(), Some.Phone(), Some.Phone() };
        string[] ids = [.. phones.Select(phone => limits.Register(phone))];
        limits.Bind(phones[0], phones[1]);
        limits.Bind(phones[2], phones[3]);
        var change = limits.Bind(phones[3], phones[0]);
        Assert.Equal(ids[0], limits.State(phones[2]).MemberId);
        Assert.Equal(ids[1..].Order(StringComparer.Ordinal), limits.State(phones[2]).FormerMemberIds);
        Assert.Equal(4, change.Entries.Length);
        Assert.Contains(change.Entries[0].Value.Members, touch => touch.MemberId == ids[2] && touch.JoinedInto == ids[0] && touch.Identities.IsEmpty);
    }

    [Fact]
    public void Every_member_touched_gets_one_more_than_the_greatest_member_version()
    {
        _world.Register(_phone);
        _world.Bind(_phone, _card);
        _world.Register(_union);
        var change = _world.Bind(_union, _phone);
        Assert.All(change.Entries[0].Value.Members, touch => Assert.Equal(3, touch.MemberVersion));
        Assert.Equal(2, change.Entries[0].Value.Members.Length);
    }

    [Fact]
    public void App_and_time_change_for_the_two_named_and_stay_for_the_others()
    {
        _world.Register(_phone, "app-1");
        _world.Bind(_phone, _card, "app-2");
        var before = _world.State(_card).Identities.Single(identity => identity.Key == _card);
        var change = _world.Bind(_phone, _union, "app-3");
        var after = _world.State(_union).Identities.ToDictionary(identity => identity.Key);
        Assert.Equal(before, after[_card]);
        Assert.Equal(("app-3", change.At), (after[_phone].App, after[_phone].BoundAt));
        Assert.Equal(("app-3", change.At), (after[_union].App, after[_union].BoundAt));
    }

    [Fact]
    public void Nothing_changes_within_one_member()
    {
        _world.Bind(_phone, _union);
        Assert.Equal(new Decision.Unchanged(CommandOutcome.AlreadyBound), _world.Decide(new BindingCommand.Bind(_union, _phone, "other", null)));
    }

    [Fact]
    public void An_operation_is_never_before_the_last_entry_of_any_identity_it_touches()
    {
        _world.Register(_phone);
        var later = _world.Register(_union) is not null ? _world.State(_union).UpdatedAt : default;
        _world.Now = World.At("2020-01-01T00:00:00Z");
        Assert.Equal(later, _world.Bind(_phone, _union).At);
    }

    [Fact]
    public void Refusals_come_in_the_order_of_the_contract()
    {
        var limits = new World { Limits = new BindingLimits { PerKind = { ["elong"] = 2 }, Total = 4 } };
        var (phone, union, phone2, union2) = (Some.Phone(), Some.UnionId(), Some.Phone(), Some.UnionId());
        var (card, card2, card3) = (Some.Card(), Some.Card(), Some.Card());
        limits.Member(phone, union, card);
        limits.Member(phone2, card2, card3);
        limits.Member(union2);

        Assert.Equal(CommandOutcome.Taken, limits.Decide(new BindingCommand.Bind(phone, phone2, "app", null)).Outcome);
        Assert.Equal(CommandOutcome.Taken, limits.Decide(new BindingCommand.Bind(card, card2, "app", null)).Outcome);
        Assert.Equal(CommandOutcome.KindOccupied, limits.Decide(new BindingCommand.Bind(union, phone2, "app", null)).Outcome);
        Assert.Equal(CommandOutcome.Taken, limits.Decide(new BindingCommand.Bind(union2, phone, "app", null)).Outcome);
        limits.Quarantine(card3);
        Assert.Equal(CommandOutcome.Quarantined, limits.Decide(new BindingCommand.Bind(phone, phone2, "app", null)).Outcome);
        Assert.Equal(CommandOutcome.Quarantined, limits.Decide(new BindingCommand.Bind(phone2, card2, "app", null)).Outcome);
    }

    [Fact]
    public void More_than_the_total_is_refused_last()
    {
        var limits = new World { Limits = new BindingLimits { PerKind = { ["phone"] = 3, ["elong"] = 3 }, Total = 4 } };
        var (phone, card) = (Some.Phone(), Some.Card());
        limits.Member(phone, Some.Phone());
        limits.Member(card, Some.Card(), Some.UnionId());
        var refused = Assert.IsType<Decision.Refused>(limits.Decide(new BindingCommand.Bind(phone, card, "app", null)));
        Assert.Equal(CommandOutcome.LimitReached, refused.Outcome);
        Assert.Equal("The joined member would have 5 identities; the limit is 4.", refused.Detail);
    }

    [Fact]
    public void A_torn_gathering_is_not_whole()
    {
        _world.Bind(_phone, _union);
        var old = _world.Snapshot(_phone);
        _world.Bind(_phone, _card);
        Assert.False(new Gathered([old, _world.Snapshot(_union)]).IsWhole);
        Assert.False(new Gathered([_world.Snapshot(_phone), _world.Snapshot(_union)]).IsWhole);
        Assert.True(new Gathered([_world.Snapshot(_phone), _world.Snapshot(_union), _world.Snapshot(_card)]).IsWhole);
    }
}
