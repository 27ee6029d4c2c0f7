using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Batching;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Redis.Connection;
using MemberGrains.ReadModels.Redis.Entries;
using MemberGrains.ReadModels.Redis.Generations;
using Polly;
using StackExchange.Redis;

namespace MemberGrains.ReadModels.Redis;

/// <summary>
/// A center's cache in Redis. Every call is one script at one run of one server, bounded in time; while that run can not
/// be asked, reads are bypassed, floors are not taken, and the projection keeps its message.
/// </summary>
internal sealed class RedisCenterCache : ICenterCache, IAsyncDisposable
{
    /// <summary>So many that a round trip's cost is shared, and so few that no other call waits long for the script.</summary>
    private const int ReadBatch = 64;

    /// <summary>One under way while the replies of the other are taken.</summary>
    private const int ReadCalls = 2;

    private readonly RedisCacheParts _parts;
    private readonly Residences _residences;
    private readonly CacheKeys _keys;
    private readonly ResiliencePipeline _pipeline;
    private readonly RedisValue _fillLease;
    private readonly RedisValue _timeToLive;
    private readonly RedisValue _lock;
    private readonly TimeSpan _tolerance;
    private long _lastLease;
    private volatile ResidentReads? _reads;

    public RedisCenterCache(RedisCacheParts parts)
    {
        _parts = parts;
        _tolerance = TimeSpan.FromMilliseconds(parts.Options.ClockToleranceMs);
        _residences = new Residences(parts.Center, parts.Link, parts.Generations, _tolerance, parts.Time, parts.Logger);
        parts.Link.Opened = _residences.Moved;
        _keys = new CacheKeys(parts.Options.KeyPrefix, parts.Center);
        _pipeline = parts.Pipeline;
        _fillLease = Milliseconds(parts.Times.FillLease);
        _timeToLive = Milliseconds(parts.Times.TimeToLive);
        _lock = Milliseconds(parts.Times.Lock);
        _lastLease = parts.FirstLease;
    }

    /// <inheritdoc/>
    public string Center => _parts.Center;

    /// <summary>Waits for a session with a server.</summary>
    public Task ConnectedAsync(CancellationToken cancellation) => _parts.Link.ConnectedAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask<CacheRead> ReadAsync(IdentityKey key, long generation, CancellationToken cancellation)
    {
        var read = await LookAsync(key, generation, cancellation);
        _parts.Metrics.CacheRead(Center, read);
        return read;
    }

    /// <inheritdoc/>
    public async ValueTask<CacheEntry?> PeekAsync(IdentityKey key, long generation, CancellationToken cancellation)
    {
        if (await _residences.EnterAsync(generation, cancellation) is not { } home) return null;
        var reply = (byte[]?)await CallAsync(home, RedisScript.Peek, [_keys.ValueOf(key, generation)], null, cancellation);
        return reply is null ? null : EntryBytes.Read(reply);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> FillAsync(IdentityKey key, long generation, long lease, CacheEntry entry, CancellationToken cancellation)
    {
        bool taken = lease != 0 && await TryFillAsync(key, generation, lease, entry, cancellation);
        _parts.Metrics.CacheFill(Center, taken);
        return taken;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> PutIfNewerAsync(IdentityKey key, long generation, CacheEntry entry, CancellationToken cancellation)
    {
        if (_residences.IsPast(generation)) return false;
        var home = await _residences.EnterAsync(generation, cancellation) ?? throw new CacheUnavailableException($"The cache of center {Center} can not be written now.");
        var now = _parts.Time.GetUtcNow();
        bool usable = entry.NewestAt >= home.NotBefore && entry.NewestAt <= now + _tolerance;
        RedisValue value = usable ? EntryBytes.Write(entry.NewestAt > now ? entry with { NewestAt = now } : entry) : RedisValue.EmptyString;
        return (long)await CallAsync(home, RedisScript.Put, _keys.Of(key, generation), [entry.Version, value, _timeToLive, _lock], cancellation) == 1;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RaiseFloorsAsync(ImmutableArray<IdentityVersion> floors, long generation, CancellationToken cancellation)
    {
        bool all = await TryRaiseAsync(floors, generation, cancellation);
        _parts.Metrics.FloorsRaised(Center, floors.Length, all);
        return all;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _parts.Link.DisposeAsync();

    private static RedisValue Milliseconds(TimeSpan span) => (long)Math.Ceiling(span.TotalMilliseconds);

    private async ValueTask<CacheRead> LookAsync(IdentityKey key, long generation, CancellationToken cancellation)
    {
        if (await _residences.EnterAsync(generation, cancellation) is not { } home) return CacheRead.Bypassed.Instance;
        try
        {
            return EntryBytes.ReadReply(await ReadsAt(home).ReadAsync(key).WaitAsync(cancellation), home.NotBefore);
        }
        catch (CacheUnavailableException)
        {
            return CacheRead.Bypassed.Instance;
        }
    }

    private KeyBatcher<byte[]> ReadsAt(Residence home)
    {
        if (_reads is { } reads && ReferenceEquals(reads.Home, home)) return reads.Batcher;
        var batcher = new KeyBatcher<byte[]>((keys, cancellation) => ReadAsync(home, keys, cancellation), ReadBatch, ReadCalls, Timeout.InfiniteTimeSpan, _parts.Time);
        _reads = new ResidentReads(home, batcher);
        return batcher;
    }

    /// <summary>Replies as they are: one that can not be read fails only who asked for it.</summary>
    private async Task<ImmutableArray<byte[]>> ReadAsync(Residence home, ImmutableArray<IdentityKey> identities, CancellationToken cancellation)
    {
        var keys = new RedisKey[identities.Length * CacheKeys.PerIdentity];
        for (int i = 0; i < identities.Length; i++) _keys.Write(identities[i], home.Generation, keys.AsSpan(i * CacheKeys.PerIdentity));
        var replies = (RedisResult[]?)await CallAsync(home, RedisScript.Read, keys, [Interlocked.Increment(ref _lastLease), _fillLease], cancellation) ?? [];
        return [.. replies.Select(reply => (byte[]?)reply ?? [])];
    }

    private async ValueTask<bool> TryFillAsync(IdentityKey key, long generation, long lease, CacheEntry entry, CancellationToken cancellation)
    {
        if (await _residences.EnterAsync(generation, cancellation) is not { } home) return false;
        try
        {
            RedisValue value = entry.NewestAt >= home.NotBefore ? EntryBytes.Write(entry) : RedisValue.EmptyString;
            return (long)await CallAsync(home, RedisScript.Fill, _keys.Of(key, generation), [lease, entry.Version, value, _timeToLive], cancellation) == 1;
        }
        catch (CacheUnavailableException)
        {
            return false;
        }
    }

    private async ValueTask<bool> TryRaiseAsync(ImmutableArray<IdentityVersion> floors, long generation, CancellationToken cancellation)
    {
        if (await _residences.EnterAsync(generation, cancellation) is not { } home) return false;
        try
        {
            // All are sent before the first answer is awaited: one round trip.
            var raised = new Task[floors.Length];
            for (int i = 0; i < raised.Length; i++)
                raised[i] = CallAsync(home, RedisScript.Raise, _keys.Of(floors[i].Identity, generation), [floors[i].Version, _lock], cancellation).AsTask();
            await Task.WhenAll(raised);
            return true;
        }
        catch (CacheUnavailableException)
        {
            return false;
        }
    }

    /// <exception cref="CacheUnavailableException">Not answered; whether it was done is not known.</exception>
    private async ValueTask<RedisResult> CallAsync(Residence home, RedisScript script, RedisKey[] keys, RedisValue[]? values, CancellationToken cancellation)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (call, token) => await call.Session.CallAsync(call.Script, call.Keys, call.Values).WaitAsync(token),
                (home.Session, Script: script, Keys: keys, Values: values),
                cancellation);
        }
        catch (Exception fault) when (RedisFaults.IsOutage(fault))
        {
            RedisFaults.Tell(fault, _parts.Link, home.Session);
            throw new CacheUnavailableException($"The cache of center {Center} did not answer.", fault);
        }
    }

    private sealed record ResidentReads(Residence Home, KeyBatcher<byte[]> Batcher);
}
