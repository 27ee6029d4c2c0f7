using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

public sealed class MergeRuleTests
{
    private readonly World _world = new() { Limits = new BindingLimits { PerKind = { ["elong"] = 2 }, Total = 4 } };
    private readonly IdentityKey _phone = Some.Phone();
    private readonly IdentityKey _union = Some.UnionId();
    private readonly IdentityKey _card = Some.Card();

    [Fact]
    public void The_member_named_first_keeps_its_id_also_if_it_is_younger_and_no_binding_is_named_anew()
    {
        string older = _world.Register(_phone, "app-1");
        string younger = _world.Register(_union, "app-2");
        var before = _world.State(_phone).Identities.Concat(_world.State(_union).Identities).OrderBy(identity => identity.Key);
        var change = _world.Changed(new BindingCommand.Merge(_union, _phone, "same person"));
        Assert.Equal(younger, _world.State(_phone).MemberId);
        Assert.Equal(older, Assert.Single(_world.State(_phone).FormerMemberIds));
        Assert.Equal(before, _world.State(_phone).Identities.AsEnumerable());
        Assert.All(change.Entries, entry => Assert.Equal((ChangeType.Merged, null, "same person"), (entry.Value.Type, entry.Value.App, entry.Value.Reason)));
    }

    [Fact]
    public void Refusals_come_in_the_order_of_the_contract()
    {
        var (phone2, card2, card3) = (Some.Phone(), Some.Card(), Some.Card());
        Assert.Equal(CommandOutcome.IdentityUnknown, Outcome(_phone, phone2));
        _world.Register(_phone);
        Assert.Equal(CommandOutcome.IdentityUnknown, Outcome(_phone, phone2));
        Assert.Equal(CommandOutcome.IdentityUnknown, Outcome(phone2, _phone));
        _world.Member(phone2, card2, card3);
        Assert.Equal(CommandOutcome.KindOccupied, Outcome(_phone, phone2));
        Assert.Equal(CommandOutcome.AlreadyMerged, Outcome(card2, card3));
        _world.Member(_union, _card);
        Assert.Equal(CommandOutcome.KindOccupied, Outcome(card2, _card));
        _world.Quarantine(card3);
        Assert.Equal(CommandOutcome.Quarantined, Outcome(phone2, card2));
    }

    [Fact]
    public void More_than_the_total_is_refused_last()
    {
        var small = new World { Limits = new BindingLimits { PerKind = { ["elong"] = 2 }, Total = 2 } };
        small.Member(_card, Some.Card());
        small.Register(_phone);
        Assert.Equal(CommandOutcome.LimitReached, small.Decide(new BindingCommand.Merge(_phone, _card, "why")).Outcome);
    }

    private CommandOutcome Outcome(IdentityKey into, IdentityKey from) => _world.Decide(new BindingCommand.Merge(into, from, "why")).Outcome;
}
