using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Simulation.Checks;
using MemberGrains.Simulation.Checks.Linearizability;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Tests.Checks;

/// <summary>Reads and writes of one identity, and of all of them, in orders that are possible and in orders that are not.</summary>
public sealed class LinearizabilityTests
{
    private readonly Told _told = new();

    [Fact]
    public void A_read_older_than_what_was_acknowledged_before_it_is_noticed()
    {
        _told.Read(Told.Phone, 1, Told.Alone(Told.Phone, 0));
        Broken("Version 2 of phone:+8613912345678 was acknowledged");
    }

    [Fact]
    public void A_read_older_than_one_that_ended_before_it_is_noticed()
    {
        var command = _told.Sent(new Request.Unbind(Told.Phone), "open");
        _told.Write(Told.Phone, command, "op_6", ChangeType.Unbound, Told.Joined, Told.Alone(Told.Phone, 6));
        _told.Read(Told.Phone, 3, Told.Alone(Told.Phone, 6));
        _told.Read(Told.Phone, 2, Told.Joined);
        Broken("Version 3 of phone:+8613912345678 was seen");
    }

    [Fact]
    public void A_read_of_a_version_before_it_was_asked_for_is_noticed()
    {
        _told.Read(Told.Phone, 3, Told.Alone(Told.Phone, 6));
        var command = _told.Sent(new Request.Unbind(Told.Phone), "later");
        _told.Write(Told.Phone, command, "op_6", ChangeType.Unbound, Told.Joined, Told.Alone(Told.Phone, 6));
        Broken("before it can have been there");
    }

    [Fact]
    public void A_read_of_unknown_after_the_registration_is_noticed()
    {
        _told.Read(Told.Phone, 0, null);
        Broken("Version 1 of phone:+8613912345678 was acknowledged");
    }

    [Fact]
    public void A_version_that_nobody_wrote_is_noticed()
    {
        _told.Read(Told.Phone, 9, Told.Joined);
        Broken("Version 9 of phone:+8613912345678 was seen");
    }

    [Fact]
    public void A_version_with_other_content_is_noticed()
    {
        _told.Read(Told.Phone, 2, Told.Alone(Told.Phone, 0));
        Broken("with other content than its history has");
    }

    [Fact]
    public void An_answer_that_changed_nothing_counts_as_a_read()
    {
        _told.Run(new Request.Bind(Told.Phone, Told.Card, "app"), "late", CommandOutcome.AlreadyBound, $$"""{"outcome":"already-bound","relation":{{Told.Relation(1, Told.Alone(Told.Phone, 0))}}}""");
        Broken("Version 2 of phone:+8613912345678 was acknowledged");
    }

    [Fact]
    public void While_a_write_runs_either_version_may_be_read_and_then_only_the_newer()
    {
        var command = _told.Sent(new Request.Unbind(Told.Phone), "running");
        _told.Read(Told.Phone, 2, Told.Joined);
        _told.Read(Told.Phone, 3, Told.Alone(Told.Phone, 6));
        _told.Write(Told.Phone, command, "op_6", ChangeType.Unbound, Told.Joined, Told.Alone(Told.Phone, 6));
        _told.Write(Told.Card, command, "op_6", ChangeType.Unbound, Told.Joined, Told.Alone(Told.Card, 1));
        Assert.Empty(VersionOrderCheck.Check(_told.Evidence));
        Assert.Empty(SerialOrderCheck.Check(_told.Evidence));
    }

    [Fact]
    public void A_refusal_that_held_at_no_moment_is_noticed()
    {
        _told.Run(new Request.Bind(Told.Phone, Told.Card, "app"), "refused", CommandOutcome.Taken, "taken");
        var problem = Assert.Single(SerialOrderCheck.Check(_told.Evidence));
        Assert.Contains("which was answered Taken", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_of_two_identities_that_no_order_explains_are_noticed()
    {
        var command = _told.Sent(new Request.Unbind(Told.Phone), "running");
        _told.Write(Told.Phone, command, "op_6", ChangeType.Unbound, Told.Joined, Told.Alone(Told.Phone, 6));
        _told.Write(Told.Card, command, "op_6", ChangeType.Unbound, Told.Joined, Told.Alone(Told.Card, 1));
        _told.Read(Told.Phone, 3, Told.Alone(Told.Phone, 6));
        _told.Read(Told.Card, 2, Told.Joined);
        Assert.Empty(VersionOrderCheck.Check(_told.Evidence));
        Assert.Single(SerialOrderCheck.Check(_told.Evidence));
    }

    private void Broken(string text)
    {
        var problems = VersionOrderCheck.Check(_told.Evidence).ToList();
        Assert.Contains(problems, violation => violation.Promise == "P6 strong reads" && violation.Text.Contains(text, StringComparison.Ordinal));
    }
}
