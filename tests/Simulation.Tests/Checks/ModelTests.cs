using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Simulation.Checks.Linearizability;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Tests.Checks;

/// <summary>The reference model says what http-api.md says, the order of refusals included.</summary>
public sealed class ModelTests
{
    private static readonly IdentityKey _phone = new("phone:+8613912345678");
    private static readonly IdentityKey _phone2 = new("phone:+8613912345679");
    private static readonly IdentityKey _card = new("elong:001234567");
    private static readonly IdentityKey _card2 = new("elong:001234568");
    private static readonly IdentityKey _union = new("unionid:oX_000001");

    private ModelState _state = new([_card, _card2, _phone, _phone2, _union], new BindingLimits());
    private int _commands;
    private Command _last = null!;

    [Fact]
    public void Unknown_comes_before_quarantined()
    {
        Do(new Request.Register(_phone, "app"), CommandOutcome.Registered);
        Do(new Request.Quarantine(_phone), CommandOutcome.PutInQuarantine);
        Do(new Request.Merge(_phone, _card), CommandOutcome.IdentityUnknown);
        Do(new Request.Merge(_card, _phone), CommandOutcome.IdentityUnknown);
        Do(new Request.Replace(_phone2, _phone, "app"), CommandOutcome.IdentityUnknown);
        Do(new Request.Quarantine(_card), CommandOutcome.IdentityUnknown);
        Do(new Request.Release(_card), CommandOutcome.IdentityUnknown);
        Do(new Request.Unbind(_card), CommandOutcome.IdentityUnknown);
    }

    [Fact]
    public void Quarantined_comes_before_nothing_to_change_and_counts_every_identity_of_the_members()
    {
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.Bound);
        Do(new Request.Quarantine(_card), CommandOutcome.PutInQuarantine);
        Do(new Request.Quarantine(_card), CommandOutcome.AlreadyQuarantined);
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.Quarantined);
        Do(new Request.Bind(_union, _phone, "app"), CommandOutcome.Quarantined);
        Do(new Request.Merge(_phone, _card), CommandOutcome.Quarantined);
        Do(new Request.Replace(_phone, _phone2, "app"), CommandOutcome.Quarantined);
        Do(new Request.Unbind(_phone), CommandOutcome.Quarantined);
        Do(new Request.Release(_card), CommandOutcome.Released);
        Do(new Request.Release(_card), CommandOutcome.NotQuarantined);
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.AlreadyBound);
    }

    [Fact]
    public void Conflicts_come_in_the_order_of_the_contract()
    {
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.Bound);
        Do(new Request.Bind(_phone2, _card2, "app"), CommandOutcome.Bound);
        Do(new Request.Bind(_phone, _phone2, "app"), CommandOutcome.Taken);
        Do(new Request.Bind(_phone, _card2, "app"), CommandOutcome.Taken);
        Do(new Request.Merge(_phone, _card2), CommandOutcome.KindOccupied);
        Do(new Request.Replace(_phone, _phone2, "app"), CommandOutcome.Taken);
        Do(new Request.Bind(_union, _phone, "app"), CommandOutcome.Bound);
        Do(new Request.Unbind(_phone2), CommandOutcome.Unbound);
        Do(new Request.Bind(_union, _phone2, "app"), CommandOutcome.KindOccupied);
    }

    [Fact]
    public void A_replacement_changes_the_whole_member_and_the_one_that_comes()
    {
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.Bound);
        Do(new Request.Register(_phone2, "app"), CommandOutcome.Registered);
        Do(new Request.Replace(_phone, _phone2, "app"), CommandOutcome.Replaced, (_card, 2), (_phone, 2), (_phone2, 2));
        Do(new Request.Bind(_card, _phone2, "app"), CommandOutcome.AlreadyBound);
        Do(new Request.Unbind(_phone), CommandOutcome.NotBound);
    }

    [Fact]
    public void Holding_changes_the_named_identity_alone()
    {
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.Bound, (_card, 1), (_phone, 1));
        Do(new Request.Quarantine(_card), CommandOutcome.PutInQuarantine, (_card, 2));
        Do(new Request.Release(_card), CommandOutcome.Released, (_card, 3));
        Do(new Request.Unbind(_card), CommandOutcome.Unbound, (_card, 4), (_phone, 2));
    }

    [Fact]
    public void A_split_is_the_exact_inverse_and_what_was_registered_stays_alone()
    {
        Do(new Request.Register(_phone, "app"), CommandOutcome.Registered);
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.Bound);
        var bind = _last;
        Do(new Request.Quarantine(_card), CommandOutcome.PutInQuarantine);
        Do(Undo(bind), CommandOutcome.Quarantined);
        Do(new Request.Release(_card), CommandOutcome.Released);
        Do(Undo(bind), CommandOutcome.Split, (_card, 4), (_phone, 3));
        Do(new Request.Unbind(_card), CommandOutcome.NotBound);
        Do(new Request.Unbind(_phone), CommandOutcome.NotBound);
        Do(Undo(bind), CommandOutcome.Superseded);
    }

    [Fact]
    public void What_was_changed_since_is_superseded_even_if_it_was_changed_back()
    {
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.Bound);
        var first = _last;
        Do(new Request.Bind(_phone, _union, "app"), CommandOutcome.Bound);
        var second = _last;
        Do(Undo(first), CommandOutcome.Superseded);
        Do(Undo(second), CommandOutcome.Split);
        Do(Undo(first), CommandOutcome.Superseded);
    }

    [Fact]
    public void Only_a_bind_a_replacement_and_a_merge_can_be_undone()
    {
        Do(new Request.Bind(_phone, _card, "app"), CommandOutcome.Bound);
        Do(new Request.Unbind(_phone), CommandOutcome.Unbound);
        Do(Undo(_last), CommandOutcome.OperationUnknown);
        Do(new Request.Split(_phone, "op_never", null), CommandOutcome.OperationUnknown);
        Do(new Request.Merge(_phone, _card), CommandOutcome.Merged);
        Do(Undo(_last), CommandOutcome.Split);
        Do(Undo(_last), CommandOutcome.OperationUnknown);
    }

    private static Request.Split Undo(Command command) => new(_phone, "op", command);

    private void Do(Request request, CommandOutcome expected, params (IdentityKey Identity, long Version)[] versions)
    {
        _last = new Command(++_commands, request, "caller", null);
        var (outcome, after) = _state.Do(_last);
        Assert.Equal(expected, outcome);
        if (versions.Length > 0) Assert.Equal(versions, after.ChangedSince(_state));
        _state = after;
    }
}
