using System.Collections.Immutable;
using System.Security.Cryptography;
using MemberGrains.Grains.Ids;
using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Tests.Cluster;

/// <summary>
/// An operation that another activation of its coordinator began and did not live to finish: a bind of two registered
/// identities, whose second one is prepared.
/// </summary>
internal sealed class Prepared
{
    private readonly GrainCluster _cluster;
    private readonly Change _change;
    private readonly RowStamp _coordinator;

    private Prepared(GrainCluster cluster, IdentityKey a, IdentityKey b, Change change, RowStamp coordinator) =>
        (_cluster, A, B, _change, _coordinator) = (cluster, a, b, change, coordinator);

    public IdentityKey A { get; }

    public IdentityKey B { get; }

    public string OperationId => _change.OperationId;

    public long DecidesOn => _coordinator.Revision;

    /// <summary>Prepares <paramref name="b"/> for being bound to <paramref name="a"/>; nobody coordinates.</summary>
    public static async Task<Prepared> LeaveAsync(GrainCluster cluster, IdentityKey a, IdentityKey b)
    {
        var (own, other) = (await cluster.LoadedAsync(a), await cluster.LoadedAsync(b));
        var ids = new IdSource(RandomNumberGenerator.Fill);
        var states = new Gathered([new(a, own.Row.Version, own.Row.State), new(b, other.Row.Version, other.Row.State)]);
        var seed = new OperationSeed(ids.NewOperation(Slot.Of(a)), "tests", null, TimeProvider.System.GetUtcNow(), ids, new BindingLimits());
        var change = ((Decision.Changed)BindingRules.Decide(new BindingCommand.Bind(a, b, "app", null), states, seed)).Change;
        var prepared = new Prepared(cluster, a, b, change, new RowStamp(a, own.Row.Revision, own.Epoch));
        Assert.True(await cluster.Participant(b).PrepareAsync(new PrepareRequest(change.OperationId, a, own.Row.Revision, change.EntryOf(b))));
        return prepared;
    }

    /// <summary>The other activation writes its decision, behind the back of the coordinator's activation here.</summary>
    public async Task<CommitResult> DecideAsync()
    {
        var entry = _change.EntryOf(A);
        var row = (await _cluster.LoadedAsync(A)).Row;
        var operation = new DecidedOperation(OperationId, _change.Type, _change.At, ImmutableArray.Create(B));
        return await _cluster.Record.Elsewhere.CommitAsync(
            new RowCommit
            {
                Expected = _coordinator,
                Row = new IdentityRow(A, _coordinator.Revision + 1, entry.Version, entry.After, row.Pending),
                Entry = entry,
                Index = new IndexChange.EnterDecided(operation),
            },
            default);
    }
}
