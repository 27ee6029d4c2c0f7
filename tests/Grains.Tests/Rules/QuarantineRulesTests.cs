using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

public sealed class QuarantineRulesTests
{
    private readonly World _world = new();
    private readonly IdentityKey _phone = Some.Phone();
    private readonly IdentityKey _union = Some.UnionId();

    [Fact]
    public void Holding_changes_the_one_named_and_touches_no_member()
    {
        _world.Member(_phone, _union);
        var (before, other) = (_world.State(_phone), _world.State(_union));
        var change = _world.Changed(new BindingCommand.Quarantine(_phone, "fraud"));
        var entry = Assert.Single(change.Entries).Value;
        Assert.Equal(before with { Status = IdentityStatus.Quarantined, UpdatedAt = change.At }, entry.After);
        Assert.Equal((3, ChangeType.Quarantined, "fraud"), (entry.Version, entry.Type, entry.Reason));
        Assert.Empty(entry.Members);
        Assert.Equal(other, _world.State(_union));
    }

    [Fact]
    public void Releasing_undoes_it_and_each_is_idempotent()
    {
        var (hold, release) = (new BindingCommand.Quarantine(_phone, "why"), new BindingCommand.Release(_phone, "why"));
        Assert.Equal(CommandOutcome.IdentityUnknown, _world.Decide(hold).Outcome);
        Assert.Equal(CommandOutcome.IdentityUnknown, _world.Decide(release).Outcome);
        _world.Register(_phone);
        Assert.Equal(CommandOutcome.NotQuarantined, _world.Decide(release).Outcome);
        _world.Changed(hold);
        Assert.Equal(CommandOutcome.AlreadyQuarantined, _world.Decide(hold).Outcome);
        Assert.Equal(ChangeType.Released, _world.Changed(release).Type);
        Assert.Equal(IdentityStatus.Active, _world.State(_phone).Status);
    }
}
