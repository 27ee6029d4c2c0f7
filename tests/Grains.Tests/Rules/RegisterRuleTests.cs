using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

public sealed class RegisterRuleTests
{
    private readonly World _world = new();

    [Fact]
    public void An_unknown_identity_gets_a_member_of_its_own_at_version_1()
    {
        var phone = Some.Phone();
        var change = _world.Changed(new BindingCommand.Register(phone, "app-x"));
        var entry = Assert.Single(change.Entries).Value;
        Assert.Equal((1, ChangeType.Registered, "app-x"), (entry.Version, entry.Type, entry.App));
        Assert.Null(entry.Before);
        Assert.Equal([phone], entry.After.Identities.Select(identity => identity.Key));
        Assert.Equal("app-x", entry.After.Identities[0].App);
        Assert.Empty(entry.After.FormerMemberIds);
        Assert.Equal(1, entry.After.MemberVersion);
    }

    [Fact]
    public void The_member_is_created_to_100_ns_and_everything_else_is_cut_to_milliseconds()
    {
        var phone = Some.Phone();
        _world.Now = World.At("2026-11-21T10:00:00.0009999Z");
        var state = _world.Changed(new BindingCommand.Register(phone, "app")).Entries[0].Value.After;
        Assert.Equal(World.At("2026-11-21T10:00:00.0079999Z"), state.MemberCreatedAt);
        Assert.Equal(World.At("2026-11-21T10:00:00.007Z"), state.UpdatedAt);
        Assert.Equal(World.At("2026-11-21T10:00:00.007Z"), state.Identities[0].BoundAt);
    }

    [Fact]
    public void A_known_identity_stays_as_it_is()
    {
        var phone = Some.Phone();
        _world.Register(phone);
        Assert.Equal(new Decision.Unchanged(CommandOutcome.AlreadyRegistered), _world.Decide(new BindingCommand.Register(phone, "other")));
    }

    [Fact]
    public void The_same_command_states_and_seed_give_the_same_decision()
    {
        var phone = Some.Phone();
        var one = new World().Changed(new BindingCommand.Register(phone, "app"));
        var other = new World().Changed(new BindingCommand.Register(phone, "app"));
        Assert.Equal(one.Entries.AsEnumerable(), other.Entries.AsEnumerable());
    }
}
