using System.Threading.Channels;

namespace MemberGrains.Storage.Tests.Core;

/// <summary>Holds calls back until it is opened, and remembers them.</summary>
internal sealed class Gate<TAsked, TAnswer>(Func<TAsked, TAnswer> answer)
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _arrivals = Channel.CreateUnbounded<bool>();
    private readonly List<TAsked> _seen = [];

    public IReadOnlyList<TAsked> Seen
    {
        get
        {
            lock (_seen) return [.. _seen];
        }
    }

    public async Task<TAnswer> PassAsync(TAsked asked)
    {
        lock (_seen) _seen.Add(asked);
        _arrivals.Writer.TryWrite(true);
        await _open.Task;
        return answer(asked);
    }

    /// <summary>Returns when so many more calls have come.</summary>
    public async Task Arrived(int calls)
    {
        for (int i = 0; i < calls; i++) await _arrivals.Reader.ReadAsync();
    }

    public void Open() => _open.TrySetResult();
}
