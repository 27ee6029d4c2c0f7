using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Redis.Connection;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Redis.Generations;

/// <summary>
/// Binds generations to runs of servers. A generation lives at the first run that any process named for it; a process
/// that finds itself at another run (a restart, a failover) does not use it there and has it retired. So no generation
/// is in use at two servers, nor without the floors that were raised in it.
/// </summary>
internal sealed class Residences(string center, RedisLink link, ICacheGenerations generations, TimeSpan tolerance, TimeProvider time, ILogger logger)
{
    // A reader does not wait longer than this for a generation to be settled.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private volatile Residence? _known;
    private (long Generation, RedisSession Session, Task<Residence?> Answer)? _asking;
    private long _refused;
    private long _refusedAt;

    /// <summary>Whether a newer generation has been used by this process.</summary>
    public bool IsPast(long generation) => generation <= 0 || generation < (_known?.Generation ?? 0);

    /// <summary>
    /// Another session: the generation that was used last lives there, or it is retired now, without waiting for a reader.
    /// </summary>
    public void Moved(RedisSession session)
    {
        if (_known is { } known && known.Session != session) _ = AskOnce(known.Generation, session);
    }

    /// <summary>Null while the generation can not be used here.</summary>
    public ValueTask<Residence?> EnterAsync(long generation, CancellationToken cancellation)
    {
        var known = _known;
        if (link.Current is not { } session || IsPast(generation)) return default;
        if (known is not null && known.Generation == generation && known.Session == session) return new(known);
        return new(WaitAsync(AskOnce(generation, session), cancellation));
    }

    private async Task<Residence?> WaitAsync(Task<Residence?> answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Task<Residence?> AskOnce(long generation, RedisSession session)
    {
        lock (_gate)
        {
            if (_asking is { } asking && asking.Generation == generation && asking.Session == session && !asking.Answer.IsCompleted) return asking.Answer;
            if (_refused == generation && time.GetElapsedTime(_refusedAt) < AskAgain) return Task.FromResult<Residence?>(null);
            var answer = AskAsync(generation, session);
            _asking = (generation, session, answer);
            return answer;
        }
    }

    private async Task<Residence?> AskAsync(long generation, RedisSession session)
    {
        await Task.Yield(); // not under the lock
        try
        {
            var home = await generations.SettleAsync(center, generation, session.Run, CancellationToken.None);
            if (home.Name == session.Run) return Enter(new Residence(generation, session, home.BornAt + tolerance));
            Refuse(generation);
            if (home == CacheHome.None) return null;
            logger.GenerationElsewhere(center, generation, home.Name, session.Run);
            _ = RetireAsync(generation);
        }
        catch (Exception fault)
        {
            Refuse(generation);
            logger.NotSettled(fault, center, generation);
        }

        return null;
    }

    private Residence? Enter(Residence entered)
    {
        lock (_gate)
        {
            if (IsPast(entered.Generation)) return null;
            _known = entered;
            return entered;
        }
    }

    private void Refuse(long generation)
    {
        lock (_gate) (_refused, _refusedAt) = (generation, time.GetTimestamp());
    }

    private async Task RetireAsync(long generation)
    {
        try
        {
            await generations.RetireAsync(center, generation, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // Asked again with the next call that finds the generation elsewhere.
            logger.NotSettled(fault, center, generation);
        }
    }
}
