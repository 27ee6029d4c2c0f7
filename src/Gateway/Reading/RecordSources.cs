using System.Collections.Immutable;
using MemberGrains.Gateway.Calls;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Reads;
using MemberGrains.ReadModels.Batching;
using MemberGrains.ReadModels.Search;

namespace MemberGrains.Gateway.Reading;

/// <summary>The sources behind the cache, each gathering or sharing its calls.</summary>
internal sealed class RecordSources
{
    private readonly IGrainFactory _grains;
    private readonly GrainCalls _calls;
    private readonly IMemberSearch _search;
    private readonly TimeProvider _time;
    private readonly string _center;
    private readonly int _boundedTries;
    private readonly KeyBatcher<ReplicaView> _replica;
    private readonly KeyBatcher<SearchAnswer<Relation?>> _searched;
    private readonly SharedReads<ResolveReply> _grainReads;

    public RecordSources(GatewayOptions options, IGrainFactory grains, GrainCalls calls, IMemberSearch search, TimeProvider time)
    {
        (_grains, _calls, _search, _time, _center) = (grains, calls, search, time, options.Center);
        _boundedTries = options.AskAgain.BoundedTries;
        var longest = TimeSpan.FromMilliseconds(options.Reads.SharedCallMs);
        _replica = new(ReadReplicaAsync, options.Reads.ReplicaBatch, options.Reads.ReplicaCalls, longest, time);
        _searched = new(SearchAsync, options.Reads.ReplicaBatch, options.Reads.ReplicaCalls, longest, time);
        _grainReads = new((key, cancellation) => AskGrainAsync(key, Consistency.Bounded, 0, _boundedTries, cancellation), longest, time);
    }

    /// <summary>What the center's own replica shows.</summary>
    public Task<ReplicaView> ReplicaAsync(IdentityKey key) => _replica.ReadAsync(key);

    /// <summary>What search shows; for when the record can not answer.</summary>
    public Task<SearchAnswer<Relation?>> SearchedAsync(IdentityKey key) => _searched.ReadAsync(key);

    /// <summary>The grain's bounded answer; a call that names no version is shared.</summary>
    public Task<ResolveReply> BoundedGrainAsync(IdentityKey key, long minVersion, CancellationToken cancellation) =>
        minVersion == 0 ? _grainReads.ReadAsync(key) : AskGrainAsync(key, Consistency.Bounded, minVersion, _boundedTries, cancellation);

    /// <summary>The grain's strong answer.</summary>
    public Task<ResolveReply> StrongAsync(IdentityKey key, long minVersion, CancellationToken cancellation) =>
        AskGrainAsync(key, Consistency.Strong, minVersion, int.MaxValue, cancellation);

    private Task<ResolveReply> AskGrainAsync(IdentityKey key, Consistency consistency, long minVersion, int tries, CancellationToken cancellation) =>
        _calls.AskAsync(token => _grains.GetGrain<IIdentityGrain>(key.Text).ResolveAsync(new ResolveQuery(consistency, minVersion), token), tries, cancellation);

    private async Task<ImmutableArray<ReplicaView>> ReadReplicaAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation)
    {
        var sentAt = _time.GetUtcNow();
        var replies = await _grains.GetGrain<IReplicaReaderGrain>(_center).ReadAsync(keys, cancellation);
        return [.. replies.Select(reply => new ReplicaView(reply.Relation, sentAt - TimeSpan.FromMilliseconds(reply.StalenessMs)))];
    }

    private async Task<ImmutableArray<SearchAnswer<Relation?>>> SearchAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation)
    {
        var answer = await _search.FindIdentitiesAsync(keys, cancellation);
        return [.. answer.Value.Select(relation => new SearchAnswer<Relation?>(relation, answer.Source, answer.StalenessMs))];
    }
}
