using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.ChangeStream.Replay;

/// <summary>
/// Visits every slot of the record once: the physical clusters side by side, each a few slots at a time, so that a walk
/// takes a share of the connections that a process reads a primary with, and never all of them.
/// </summary>
public static class SlotWalk
{
    /// <summary>Slots of one cluster that are visited at a time. A process has three connections for reads to a primary, unless configured otherwise.</summary>
    public const int AtATime = 2;

    /// <summary>Ends when all are visited, or when the visits under way have ended after one has failed.</summary>
    /// <param name="clusters">Which cluster has which slots.</param>
    /// <param name="visit">Called for several slots at once; the slots of a cluster begin in order.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public static async Task VisitAsync(IStreamClusters clusters, Func<Slot, CancellationToken, Task> visit, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var slots = Enumerable.Range(0, Slot.Count).Select(number => new Slot((short)number)).ToLookup(clusters.ClusterOf, StringComparer.Ordinal);
        await Task.WhenAll(clusters.Names.SelectMany(name =>
        {
            var left = new Queue<Slot>(slots[name]);
            return Enumerable.Range(0, AtATime).Select(_ => WalkAsync(left, visit, stop)).ToArray();
        }));
    }

    private static async Task WalkAsync(Queue<Slot> left, Func<Slot, CancellationToken, Task> visit, CancellationTokenSource stop)
    {
        try
        {
            while (Next(left) is { } slot)
            {
                stop.Token.ThrowIfCancellationRequested();
                await visit(slot, stop.Token);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private static Slot? Next(Queue<Slot> left)
    {
        lock (left) return left.TryDequeue(out var slot) ? slot : null;
    }
}
