using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

/// <summary>
/// The contract's table of commands, each on each state that tells apart who answers first: not found, quarantined, what
/// changes nothing, then the conflicts in the table's order.
/// </summary>
public sealed class PrecedenceTests
{
    private static readonly PrecedenceCase[] Cases =
    [
        new("register an unknown identity", CommandOutcome.Registered, w => w.Register()),
        new("register a known identity", CommandOutcome.AlreadyRegistered, w => w.Known(w.First).Register()),
        new("register a bound identity", CommandOutcome.AlreadyRegistered, w => w.Together(w.First, w.Second).Register()),
        new("register a quarantined identity", CommandOutcome.AlreadyRegistered, w => w.Known(w.First).Held(w.First).Register()),
        new("bind two unknown ones", CommandOutcome.Bound, w => w.Bind()),
        new("bind an unknown one to a known one", CommandOutcome.Bound, w => w.Known(w.Second).Bind()),
        new("bind a known one to an unknown one", CommandOutcome.Bound, w => w.Known(w.First).Bind()),
        new("bind two known ones", CommandOutcome.Bound, w => w.Known(w.First, w.Second).Bind()),
        new("bind what is bound", CommandOutcome.AlreadyBound, w => w.Together(w.First, w.Second).Bind()),
        new("bind what is bound and quarantined", CommandOutcome.Quarantined, w => w.Together(w.First, w.Second).Held(w.Second).Bind()),
        new("bind a quarantined one", CommandOutcome.Quarantined, w => w.Known(w.First).Held(w.First).Bind()),
        new("bind to a quarantined one", CommandOutcome.Quarantined, w => w.Known(w.Second).Held(w.Second).Bind()),
        new("bind beside a quarantined one", CommandOutcome.Quarantined, w => w.Together(w.First, w.FirstsOther).Held(w.FirstsOther).Bind()),
        new("bind to one beside a quarantined one", CommandOutcome.Quarantined, w => w.Together(w.Second, w.SecondsOther).Held(w.SecondsOther).Bind()),
        new("bind where the kind of the first is taken", CommandOutcome.Taken, w => w.Together(w.Second, w.SecondsOther).Bind()),
        new("bind where it is taken by a quarantined one", CommandOutcome.Quarantined, w => w.Together(w.Second, w.SecondsOther).Held(w.Second).Bind()),
        new("bind where another kind is occupied", CommandOutcome.KindOccupied, w => w.Together(w.First, w.FirstsOther).Together(w.Second, Some.Card()).Bind()),
        new("bind where the first kind is taken and another occupied", CommandOutcome.Taken, w => w.Together(w.First, w.FirstsOther).Together(w.Second, w.SecondsOther, Some.Card()).Bind()),
        new("bind where another kind is occupied and one quarantined", CommandOutcome.Quarantined, w => w.Together(w.First, w.FirstsOther).Together(w.Second, Some.Card()).Held(w.First).Bind()),
        new("unbind an unknown one", CommandOutcome.IdentityUnknown, w => w.Unbind()),
        new("unbind one that is alone", CommandOutcome.NotBound, w => w.Known(w.First).Unbind()),
        new("unbind one that is alone and quarantined", CommandOutcome.Quarantined, w => w.Known(w.First).Held(w.First).Unbind()),
        new("unbind a bound one", CommandOutcome.Unbound, w => w.Together(w.First, w.Second).Unbind()),
        new("unbind a quarantined one", CommandOutcome.Quarantined, w => w.Together(w.First, w.Second).Held(w.First).Unbind()),
        new("unbind one beside a quarantined one", CommandOutcome.Quarantined, w => w.Together(w.First, w.Second).Held(w.Second).Unbind()),
        new("merge into an unknown one", CommandOutcome.IdentityUnknown, w => w.Known(w.Second).Merge()),
        new("merge an unknown one", CommandOutcome.IdentityUnknown, w => w.Known(w.First).Merge()),
        new("merge a quarantined one into an unknown one", CommandOutcome.IdentityUnknown, w => w.Known(w.Second).Held(w.Second).Merge()),
        new("merge two that are alone", CommandOutcome.Merged, w => w.Known(w.First, w.Second).Merge()),
        new("merge what is one member", CommandOutcome.AlreadyMerged, w => w.Together(w.First, w.Second).Merge()),
        new("merge what is one member and quarantined", CommandOutcome.Quarantined, w => w.Together(w.First, w.Second).Held(w.First).Merge()),
        new("merge one beside a quarantined one", CommandOutcome.Quarantined, w => w.Known(w.First).Together(w.Second, w.SecondsOther).Held(w.SecondsOther).Merge()),
        new("merge where the kind of the first is occupied", CommandOutcome.KindOccupied, w => w.Known(w.First).Together(w.Second, w.SecondsOther).Merge()),
        new("merge where another kind is occupied", CommandOutcome.KindOccupied, w => w.Together(w.First, w.FirstsOther).Together(w.Second, Some.Card()).Merge()),
        new("hold an unknown one", CommandOutcome.IdentityUnknown, w => w.Hold()),
        new("hold an active one", CommandOutcome.PutInQuarantine, w => w.Known(w.First).Hold()),
        new("hold one beside a held one", CommandOutcome.PutInQuarantine, w => w.Together(w.First, w.Second).Held(w.Second).Hold()),
        new("hold a held one", CommandOutcome.AlreadyQuarantined, w => w.Known(w.First).Held(w.First).Hold()),
        new("release an unknown one", CommandOutcome.IdentityUnknown, w => w.Release()),
        new("release an active one", CommandOutcome.NotQuarantined, w => w.Known(w.First).Release()),
        new("release one beside a held one", CommandOutcome.NotQuarantined, w => w.Together(w.First, w.Second).Held(w.Second).Release()),
        new("release a held one", CommandOutcome.Released, w => w.Known(w.First).Held(w.First).Release()),
        new("split what was just bound", CommandOutcome.Split, w => w.Split(w.World.Bind(w.First, w.Second))),
        new("split what was merged", CommandOutcome.Split, w => w.Known(w.First, w.Second).Split(w.World.Changed(w.Merge()))),
        new("split a registration", CommandOutcome.OperationUnknown, w => w.Split(w.World.Changed(w.Register()))),
        new("split a registration of a quarantined one", CommandOutcome.OperationUnknown, w => { var made = w.World.Changed(w.Register()); return w.Held(w.First).Split(made); }),
        new("split an unbind", CommandOutcome.OperationUnknown, w => w.Together(w.First, w.Second).Split(w.World.Changed(w.Unbind()))),
        new("split a quarantine", CommandOutcome.OperationUnknown, w => w.Known(w.First).Split(w.World.Changed(w.Hold()))),
        new("split a split", CommandOutcome.OperationUnknown, w => w.Split(w.World.Split(w.World.Bind(w.First, w.Second), w.First))),
        new("split where the first is quarantined", CommandOutcome.Quarantined, w => { var made = w.World.Bind(w.First, w.Second); return w.Held(w.First).Split(made); }),
        new("split where another is quarantined", CommandOutcome.Quarantined, w => { var made = w.World.Bind(w.First, w.Second); return w.Held(w.Second).Split(made); }),
        new("split where one was held and released", CommandOutcome.Split, w => { var made = w.World.Bind(w.First, w.Second); return w.Held(w.Second).Released(w.Second).Split(made); }),
        new("split what was superseded", CommandOutcome.Superseded, w => { var made = w.World.Bind(w.First, w.Second); w.World.Bind(w.First, w.FirstsOther); return w.Split(made); }),
        new("split what was superseded and is quarantined", CommandOutcome.Quarantined, w => { var made = w.World.Bind(w.First, w.Second); w.World.Bind(w.First, w.FirstsOther); return w.Held(w.Second).Split(made); }),
        new("split what was superseded by a quarantined one", CommandOutcome.Superseded, w => { var made = w.World.Bind(w.First, w.Second); w.World.Bind(w.First, w.FirstsOther); return w.Held(w.FirstsOther).Split(made); }),
        new("split a second time", CommandOutcome.Superseded, w => { var made = w.World.Bind(w.First, w.Second); w.World.Split(made, w.First); return w.Split(made); }),
        new("split what was split and bound again", CommandOutcome.Superseded, w => { var made = w.World.Bind(w.First, w.Second); w.World.Split(made, w.First); w.World.Bind(w.First, w.Second); return w.Split(made); }),
    ];

    /// <summary>The second is of the first's kind.</summary>
    private static readonly PrecedenceCase[] OfOneKind =
    [
        new("replace an unknown one", CommandOutcome.IdentityUnknown, w => w.Known(w.Second).Replace()),
        new("replace an unknown one by one bound to others", CommandOutcome.IdentityUnknown, w => w.Together(w.Second, w.SecondsOther).Replace()),
        new("replace an unknown one by a quarantined one", CommandOutcome.IdentityUnknown, w => w.Known(w.Second).Held(w.Second).Replace()),
        new("replace by an unknown one", CommandOutcome.Replaced, w => w.Known(w.First).Replace()),
        new("replace by one that is alone", CommandOutcome.Replaced, w => w.Together(w.First, w.FirstsOther).Known(w.Second).Replace()),
        new("replace by one bound to others", CommandOutcome.Taken, w => w.Known(w.First).Together(w.Second, w.SecondsOther).Replace()),
        new("replace by one beside a quarantined one", CommandOutcome.Quarantined, w => w.Known(w.First).Together(w.Second, w.SecondsOther).Held(w.SecondsOther).Replace()),
        new("replace by a quarantined one", CommandOutcome.Quarantined, w => w.Known(w.First, w.Second).Held(w.Second).Replace()),
        new("replace a quarantined one", CommandOutcome.Quarantined, w => w.Known(w.First).Held(w.First).Replace()),
        new("replace one beside a quarantined one", CommandOutcome.Quarantined, w => w.Together(w.First, w.FirstsOther).Held(w.FirstsOther).Replace()),
        new("split what was replaced", CommandOutcome.Split, w => w.Together(w.First, w.FirstsOther).Split(w.World.Changed(w.Replace()))),
        new("split a replace whose new one was unbound since", CommandOutcome.Superseded, w => { w.Together(w.First, w.FirstsOther); var made = w.World.Changed(w.Replace()); w.World.Changed(new BindingCommand.Unbind(w.Second, null)); return w.Split(made); }),
    ];

    /// <summary>No member may have more than two identities.</summary>
    private static readonly PrecedenceCase[] AtMostTwo =
    [
        new("bind two of three identities where three are too many", CommandOutcome.LimitReached, w => w.Together(w.First, w.FirstsOther).Known(w.Second).Bind()),
        new("merge where three are too many", CommandOutcome.LimitReached, w => w.Together(w.First, w.FirstsOther).Known(w.Second).Merge()),
        new("bind where the kind is taken and three are too many", CommandOutcome.Taken, w => w.Together(w.Second, w.SecondsOther).Bind()),
        new("bind where another kind is occupied and three are too many", CommandOutcome.KindOccupied, w => w.Together(w.First, w.FirstsOther).Together(w.Second, Some.Card()).Bind()),
        new("bind a quarantined one where three are too many", CommandOutcome.Quarantined, w => w.Together(w.First, w.FirstsOther).Known(w.Second).Held(w.Second).Bind()),
        new("merge an unknown one where three are too many", CommandOutcome.IdentityUnknown, w => w.Together(w.First, w.FirstsOther).Merge()),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(row => row.Name)];

    public static TheoryData<string> NamesOfOneKind => [.. OfOneKind.Select(row => row.Name)];

    public static TheoryData<string> NamesAtMostTwo => [.. AtMostTwo.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_that_applies_answers(string name) => Decides(Cases, name, new PrecedenceWorld());

    [Theory]
    [MemberData(nameof(NamesOfOneKind))]
    public void The_first_that_applies_answers_where_both_are_of_one_kind(string name) => Decides(OfOneKind, name, new PrecedenceWorld("phone"));

    [Theory]
    [MemberData(nameof(NamesAtMostTwo))]
    public void The_first_that_applies_answers_where_three_are_too_many(string name) =>
        Decides(AtMostTwo, name, new PrecedenceWorld(limits: new BindingLimits { Total = 2 }));

    [Fact]
    public void A_replace_by_one_of_the_same_member_is_taken_for_bound_to_others()
    {
        var world = new PrecedenceWorld("phone", new BindingLimits { PerKind = { ["phone"] = 2 } });
        Assert.Equal(CommandOutcome.Taken, world.World.Decide(world.Together(world.First, world.Second).Replace()).Outcome);
    }

    [Fact]
    public void No_row_is_written_twice() =>
        Assert.Equal(Cases.Length + OfOneKind.Length + AtMostTwo.Length, Cases.Concat(OfOneKind).Concat(AtMostTwo).Select(row => row.Name).Distinct().Count());

    private static void Decides(PrecedenceCase[] table, string name, PrecedenceWorld world)
    {
        var row = table.Single(row => row.Name == name);
        Assert.Equal(row.Expected, world.World.Decide(row.Arrange(world)).Outcome);
    }
}
