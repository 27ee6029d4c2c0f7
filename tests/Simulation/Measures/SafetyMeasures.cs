using System.Collections.Immutable;
using MemberGrains.Grains.Operations;
using MemberGrains.Grains.Protocol;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Simulation.Record;
using MemberGrains.Simulation.World;
using MemberGrains.Storage.Port;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Simulation.Measures;

/// <summary>
/// Every safety measure of the commit across identities. To add one: a line here; what it does without is a record that
/// lies, a call that is not made, or a measure of <see cref="RecordSafety"/>: never a switch in the product.
/// </summary>
public static class SafetyMeasures
{
    private const string Reading = "reading";
    private const string Commanding = "commanding";
    private const string Gathering = "gathering";

    /// <summary>All of them.</summary>
    public static ImmutableArray<SafetyMeasure> All { get; } =
    [
        new("revision-check", "A write needs the revision that it stands on.", "The store writes whatever comes.",
            InStore(safety => safety with { ChecksRevision = false }), 11),
        new("epoch-check", "A write or a confirmation needs the slot's epoch.", "A demoted primary goes on writing and confirming.",
            InStore(safety => safety with { ChecksEpoch = false }), 5),
        new("read-confirmation", "The primary confirms what a strong read shows.", "Whatever an activation holds is shown.",
            In(services => services.Decorate<IIdentityRecord>(record => new AgreeingRecord(record, Reading)).Mark<IIdentityGrain>(Reading, nameof(IIdentityGrain.ResolveAsync))), 466),
        new("answer-confirmation", "What decided an answer without change is confirmed after all of it was gathered.", "Whatever was gathered counts.",
            In(services => services.Decorate<IIdentityRecord>(record => new AgreeingRecord(record, Commanding)).Mark<IIdentityGrain>(Commanding).Mark<IOperationUndo>(Commanding)), 11),
        new("prepared-is-not-old", "A read, or a command, that needs a prepared identity's state asks the coordinator first.", "The state before is taken, as if nothing were pending.",
            In(services => services
                .Mark<IIdentityGrain>(Reading, nameof(IIdentityGrain.ResolveAsync)).AddOutgoing(new UnaskedCoordinator(Reading))
                .Mark<IOperationParticipant>(Gathering, nameof(IOperationParticipant.GatherAsync)).AddOutgoing(new UnaskedCoordinator(Gathering))
                .AddIncoming(new ShamelessGather())), 18),
        new("fence", "Before a coordinator calls an operation aborted, its row passes the revision that could decide it.", "It says so without writing.",
            In(services => services.Decorate<IIdentityRecord>(record => new FencelessRecord(record))), 101),
        new("coordinator-revision", "A prepare names the one revision on which its operation can be decided.", "Any row that was ever written counts as past it.",
            In(services => services.AddOutgoing(new ForgottenRevision())), 88),
        new("unknown-fate", "A commit of unknown fate is never guessed at.", "It counts as not written.",
            In(services => services.Decorate<IIdentityRecord>(record => new GuessingRecord(record))), 23),
        new("idempotency-record", "Answers are recorded under their keys.", "None is.",
            InStore(safety => safety with { KeepsAnswers = false }), 1),
        new("answer-with-decision", "The answer is recorded in the decision's transaction.", "It is recorded afterwards, unless the connection is lost first.",
            InStore(safety => safety with { KeepsAnswersTogether = false }), 23),
        new("outbox-with-change", "The event is written in the change's transaction.", "It is written afterwards, unless the connection is lost first.",
            InStore(safety => safety with { KeepsOutboxTogether = false }), 23),
        new("index", "Unfinished rows are in an index that a job goes through.", "None is: only callers find them.",
            InStore(safety => safety with { KeepsIndex = false }), 4),
        new("interleaving", "What grains ask each other interleaves with what they do.", "A grain takes one call at a time.",
            In(services => services.AddIncoming(new OneCallAtATime())), 46),
        new("all-or-nothing", "A participant of what is decided changes.", "Cards acknowledge and do not.",
            In(services => services.Decorate<IIdentityRecord>(record => new ForgetfulRecord(record))), 1),
    ];

    /// <summary>The one of that name; null if there is none.</summary>
    public static SafetyMeasure? Find(string name) => All.FirstOrDefault(measure => measure.Name == name);

    private static Func<WorldOptions, WorldOptions> InStore(Func<RecordSafety, RecordSafety> without) => options => options with { Safety = without(options.Safety) };

    private static Func<WorldOptions, WorldOptions> In(Action<IServiceCollection> without) => options => options with { Break = without };
}
