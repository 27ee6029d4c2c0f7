using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.History;
using MemberGrains.Simulation.Checks;
using MemberGrains.Simulation.Workload;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Tests.Checks;

/// <summary>Every check of rest, shown to fail on a history that breaks it.</summary>
public sealed class CheckTests
{
    private readonly Told _told = new();

    [Fact]
    public void A_right_history_breaks_nothing() => Assert.Empty(PromiseChecks.Run(_told.Evidence));

    [Fact]
    public void A_command_without_an_answer_is_noticed()
    {
        _told.Sent(new Request.Unbind(Told.Phone), "never");
        Expect("everything finishes", "has no final answer");
    }

    [Fact]
    public void A_row_that_stays_prepared_is_noticed()
    {
        var row = _told.Evidence.Rows[Told.Phone];
        var pending = new PendingChange("op_9", Told.Card, 1, default, _told.Evidence.History[Told.Phone][0]);
        _told.Evidence.Rows[Told.Phone] = row with { Pending = pending };
        Expect("everything finishes", "is still prepared for op_9");
    }

    [Fact]
    public void What_waits_in_the_outbox_or_the_index_is_noticed()
    {
        _told.Evidence.Outbox.Add(_told.Evidence.Delivered["a"][0]);
        _told.Evidence.Unfinished.Add(new UnfinishedRow(Told.Card, "op_8", ChangeType.Bound, true, default, Told.Card, []));
        Expect("everything finishes", "is still in the outbox");
        Expect("everything finishes", "The index still holds op_8");
    }

    [Fact]
    public void Identities_of_one_member_that_disagree_are_noticed()
    {
        Rewrite(Told.Card, Told.Alone(Told.Card, 1));
        Expect("P1 agreement", "elong:001234567 says member m2");
        Expect("P3 atomic bind", "is 0 times in the history of elong:001234567");
    }

    [Fact]
    public void Too_many_identities_of_a_kind_are_noticed()
    {
        _told.Evidence.Limits.PerKind["phone"] = 0;
        Expect("P2 uniqueness", "has 1 identities of kind phone");
    }

    [Fact]
    public void A_gap_in_the_versions_is_noticed()
    {
        _told.Evidence.History[Told.Phone].RemoveAt(0);
        Expect("P4 durable and logged", "entry 1 of phone:+8613912345678 has version 2");
    }

    [Fact]
    public void A_row_that_its_history_does_not_explain_is_noticed()
    {
        var row = _told.Evidence.Rows[Told.Phone];
        _told.Evidence.Rows[Told.Phone] = row with { State = Told.Joined with { FormerMemberIds = [] } };
        Expect("P4 durable and logged", "is not what its history replays to");
    }

    [Fact]
    public void An_acknowledged_command_that_is_not_in_the_history_is_noticed()
    {
        _told.Run(new Request.Register(Told.Other, "app"), null, CommandOutcome.Registered, Told.Relation(1, Told.Alone(Told.Other, 5)), (Told.Other, 1));
        Expect("P4 durable and logged", "which is not in its history");
    }

    [Fact]
    public void A_command_that_was_carried_out_twice_is_noticed()
    {
        var log = _told.Evidence.History[Told.Phone];
        log.Add(log[^1] with { Version = 3, OperationId = "op_4", Before = Told.Joined });
        Expect("P4 durable and logged", "was carried out 2 times");
    }

    [Fact]
    public void A_change_that_was_said_not_to_have_happened_is_noticed()
    {
        var command = _told.Sent(new Request.Unbind(Told.Phone), "k");
        _told.End(command.Attempts[0], new StoreUnavailableException("out"));
        _told.Write(Told.Phone, command, "op_5", ChangeType.Unbound, Told.Joined, Told.Alone(Told.Phone, 7));
        Expect("P4 durable and logged", "ended with StoreUnavailableException, and it is in the history");
    }

    [Fact]
    public void An_operation_that_keeps_the_wrong_member_id_is_noticed()
    {
        foreach (var key in (Interfaces.Identities.IdentityKey[])[Told.Phone, Told.Card]) Rewrite(key, Told.Joined with { MemberId = "m2", FormerMemberIds = ["m1"] }, "op_3");
        Expect("P4 durable and logged", "phone:+8613912345678 is in member m2, not m1");
        Expect("P4 durable and logged", "has former ids m1, not m2");
    }

    [Fact]
    public void A_split_that_is_not_the_exact_inverse_is_noticed()
    {
        var split = _told.Run(new Request.Split(Told.Phone, "op_3", _told.Bind), "undo", CommandOutcome.Split, "{\"operationId\":\"op_4\"}", (Told.Card, 3), (Told.Phone, 3));
        _told.Write(Told.Phone, split, "op_4", ChangeType.Split, Told.Joined, Told.Alone(Told.Phone, 0) with { MemberVersion = 3 });
        _told.Write(Told.Card, split, "op_4", ChangeType.Split, Told.Joined, Told.Alone(Told.Card, 7) with { MemberVersion = 3 });
        Expect("P4 durable and logged", "elong:001234567 is in member m8, not m2");
    }

    [Fact]
    public void An_operation_that_stayed_unfinished_for_too_long_is_noticed()
    {
        _told.Evidence.Unhurried.Add((new UnfinishedRow(Told.Card, "op_3", ChangeType.Bound, true, default, Told.Phone, []), TimeSpan.FromSeconds(5.5)));
        Expect("everything finishes", "op_3 at elong:001234567 stayed decided for 5.5 s");
    }

    [Fact]
    public void A_center_that_was_not_told_is_noticed()
    {
        _told.Evidence.Delivered["b"].RemoveAt(0);
        Expect("P4 durable and logged", "Center b was never told version 1 of elong:001234567");
    }

    [Fact]
    public void A_key_with_two_answers_is_noticed()
    {
        _told.Retry(_told.Bind);
        _told.Answer(_told.Bind, CommandOutcome.AlreadyBound, "{}");
        Expect("P5 idempotent", "and then AlreadyBound {}");
    }

    [Fact]
    public void A_key_that_is_answered_for_another_body_is_noticed()
    {
        var misuse = new Attempt(_told.Bind, 2, true, new Moment(1_000, default));
        misuse.End(new Moment(1_001, default), new CommandReply.Answered(CommandOutcome.Bound, [], [], false));
        _told.Bind.Attempts.Add(misuse);
        Expect("P5 idempotent", "was answered for another body");
    }

    [Fact]
    public void A_view_that_is_behind_is_noticed()
    {
        _told.Evidence.Views[0].Relations[Told.Phone] = Told.Relation(1, Told.Alone(Told.Phone, 0));
        Expect("P7 read models converge", "search shows {\"identity\":\"phone:+8613912345678\",\"memberId\":\"m1\",\"version\":1");
    }

    [Fact]
    public void A_view_that_misses_an_identity_is_noticed_unless_it_may()
    {
        _told.Evidence.Views[0].Relations.Remove(Told.Card);
        Expect("P7 read models converge", "search does not show elong:001234567");
        _told.Evidence.Views[0] = _told.Evidence.Views[0] with { MayMiss = true };
        Assert.Empty(PromiseChecks.Run(_told.Evidence));
    }

    private void Rewrite(Interfaces.Identities.IdentityKey key, Interfaces.Members.IdentityState state, string operation = "op_other")
    {
        var log = _told.Evidence.History[key];
        log[^1] = log[^1] with { After = state, OperationId = operation };
        _told.Evidence.Rows[key] = _told.Evidence.Rows[key] with { State = state };
    }

    private void Expect(string promise, string text) =>
        Assert.Contains(PromiseChecks.Run(_told.Evidence), violation => violation.Promise == promise && violation.Text.Contains(text, StringComparison.Ordinal));
}
