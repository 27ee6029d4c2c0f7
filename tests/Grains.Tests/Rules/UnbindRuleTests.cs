using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

public sealed class UnbindRuleTests
{
    private readonly World _world = new();
    private readonly IdentityKey _phone = Some.Phone();
    private readonly IdentityKey _union = Some.UnionId();
    private readonly IdentityKey _card = Some.Card();

    [Fact]
    public void It_gets_a_new_member_and_the_rest_keep_the_old_one_with_its_former_ids()
    {
        string phones = _world.Register(_phone);
        string unions = _world.Register(_union);
        _world.Bind(_phone, _union);
        _world.Bind(_phone, _card);
        var bound = _world.State(_phone).Identities.Single(identity => identity.Key == _phone);

        var change = _world.Changed(new BindingCommand.Unbind(_phone, "moved"));

        var alone = _world.State(_phone);
        Assert.DoesNotContain(alone.MemberId, new[] { phones, unions });
        Assert.Equal([bound], alone.Identities.AsEnumerable());
        Assert.Empty(alone.FormerMemberIds);
        Assert.Equal(phones, _world.State(_union).MemberId);
        Assert.Equal(unions, Assert.Single(_world.State(_card).FormerMemberIds));
        Assert.Equal(new[] { _card, _union }.Order(), _world.State(_card).Identities.Select(identity => identity.Key));
        Assert.Equal(3, change.Entries.Length);
        Assert.All(change.Entries, entry => Assert.Equal((ChangeType.Unbound, "moved", null), (entry.Value.Type, entry.Value.Reason, entry.Value.App)));
        Assert.All(change.Entries[0].Value.Members, touch => Assert.Equal(alone.MemberVersion, touch.MemberVersion));
        Assert.Equal(new[] { phones, alone.MemberId }.Order(), change.Entries[0].Value.Members.Select(touch => touch.MemberId).Order());
    }

    [Fact]
    public void Alone_nothing_changes()
    {
        _world.Register(_phone);
        Assert.Equal(new Decision.Unchanged(CommandOutcome.NotBound), _world.Decide(new BindingCommand.Unbind(_phone, null)));
    }

    [Fact]
    public void Unknown_comes_before_quarantined_and_quarantined_before_nothing_to_change()
    {
        Assert.Equal(CommandOutcome.IdentityUnknown, _world.Decide(new BindingCommand.Unbind(_phone, null)).Outcome);
        _world.Register(_phone);
        _world.Quarantine(_phone);
        Assert.Equal(CommandOutcome.Quarantined, _world.Decide(new BindingCommand.Unbind(_phone, null)).Outcome);
    }

    [Fact]
    public void Replaying_the_entries_gives_the_state_and_each_before_is_the_entry_before()
    {
        _world.Member(_phone, _union, _card);
        _world.Changed(new BindingCommand.Unbind(_union, null));
        _world.Bind(_union, _phone);
        foreach (var (key, log) in _world.History)
        {
            Assert.Equal(Enumerable.Range(1, log.Count).Select(version => (long)version), log.Select(entry => entry.Version));
            for (int i = 1; i < log.Count; i++) Assert.Equal(log[i - 1].After, log[i].Before);
            Assert.Equal(_world.State(key), log[^1].After);
        }
    }
}
