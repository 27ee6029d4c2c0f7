using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

public sealed class ReplaceRuleTests
{
    private readonly World _world = new();
    private readonly IdentityKey _old = Some.Phone();
    private readonly IdentityKey _new = Some.Phone();
    private readonly IdentityKey _union = Some.UnionId();

    [Fact]
    public void The_new_one_takes_the_place_and_the_old_one_gets_a_member_of_its_own()
    {
        string member = _world.Member(_old, _union);
        var bound = _world.State(_old).Identities.Single(identity => identity.Key == _old);

        var change = _world.Changed(new BindingCommand.Replace(_old, _new, "app-new", "changed phone"));

        Assert.Equal((member, member), (_world.State(_new).MemberId, _world.State(_union).MemberId));
        Assert.Equal(new[] { _new, _union }.Order(), _world.State(_union).Identities.Select(identity => identity.Key));
        var named = _world.State(_new).Identities.Single(identity => identity.Key == _new);
        Assert.Equal(("app-new", change.At), (named.App, named.BoundAt));
        Assert.Equal(bound, Assert.Single(_world.State(_old).Identities));
        Assert.NotEqual(member, _world.State(_old).MemberId);
        Assert.Equal((1, ChangeType.Replaced, true), (change.EntryOf(_new).Version, change.EntryOf(_new).Type, change.EntryOf(_new).Before is null));
        Assert.Empty(_world.State(_new).FormerMemberIds);
        Assert.Equal(3, change.Entries.Length);
    }

    [Fact]
    public void A_new_one_that_was_alone_gives_up_its_member()
    {
        string member = _world.Member(_old, _union);
        string given = _world.Register(_new);
        var change = _world.Changed(new BindingCommand.Replace(_old, _new, "app", null));
        Assert.Equal(given, Assert.Single(_world.State(_union).FormerMemberIds));
        Assert.Contains(change.Entries[0].Value.Members, touch => touch.MemberId == given && touch.JoinedInto == member);
        Assert.All(change.Entries[0].Value.Members, touch => Assert.Equal(3, touch.MemberVersion));
    }

    [Fact]
    public void Refusals_come_in_the_order_of_the_contract()
    {
        var command = new BindingCommand.Replace(_old, _new, "app", null);
        _world.Member(_new, _union);
        Assert.Equal(CommandOutcome.IdentityUnknown, _world.Decide(command).Outcome);
        _world.Register(_old);
        Assert.Equal(CommandOutcome.Taken, _world.Decide(command).Outcome);
        _world.Quarantine(_union);
        Assert.Equal(CommandOutcome.Quarantined, _world.Decide(command).Outcome);
    }

    [Fact]
    public void Another_kind_is_a_fault_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => _world.Decide(new BindingCommand.Replace(_old, _union, "app", null)));
}
