using System.Collections.Concurrent;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Queues lent to activations while more than one thing waits in them.</summary>
internal static class QueuePool
{
    private const int Kept = 1024;
    private static readonly ConcurrentBag<Queue<object>> Idle = [];

    public static Queue<object> Rent() => Idle.TryTake(out var queue) ? queue : new Queue<object>();

    public static void Return(Queue<object> queue)
    {
        if (Idle.Count < Kept) Idle.Add(queue);
    }
}
