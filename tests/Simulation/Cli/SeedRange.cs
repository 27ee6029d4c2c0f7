using System.Collections.Concurrent;
using MemberGrains.Simulation.World;

namespace MemberGrains.Simulation.Cli;

/// <summary>Runs many seeds, as many at once as there are processors; each is a world of its own on a thread of its own.</summary>
/// <param name="options">Of each seed's world.</param>
/// <param name="untilRed">Whether to begin no further seed once one is red.</param>
public sealed class SeedRange(Func<long, WorldOptions> options, bool untilRed = false)
{
    private readonly Lock _gate = new();
    private WorldFigures _figures;

    /// <summary>What all seeds covered so far.</summary>
    public WorldFigures Figures
    {
        get
        {
            lock (_gate) return _figures;
        }
    }

    /// <summary>Red results, in the order of their seeds. <paramref name="done"/> is told of each result as it comes.</summary>
    public IReadOnlyList<WorldResult> Run(long from, long count, Action<WorldResult>? done = null)
    {
        var red = new ConcurrentBag<WorldResult>();
        long next = from - 1;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. red.OrderBy(result => result.Seed)];

        void Work()
        {
            while (!(untilRed && !red.IsEmpty) && Interlocked.Increment(ref next) is var seed && seed < from + count)
            {
                var result = SimulatedWorld.Run(options(seed));
                if (!result.IsGreen) red.Add(result);
                lock (_gate)
                {
                    _figures = _figures.Plus(result.Figures);
                    done?.Invoke(result);
                }
            }
        }
    }
}
