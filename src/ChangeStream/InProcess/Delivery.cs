using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.InProcess;

/// <summary>A message in one group's queue, and the publisher who waits for the acknowledgement.</summary>
internal sealed class Delivery(StreamMessage message)
{
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _withdrawal;

    public StreamMessage Message => message;

    public int Events => message is StreamMessage.Changes changes ? changes.Events.Length : 0;

    public Task Acknowledged => _acknowledged.Task;

    /// <summary>How often its handler has failed.</summary>
    public int Failures { get; set; }

    public bool Withdrawn => _acknowledged.Task.IsCanceled;

    /// <summary>The publisher stops waiting when <paramref name="cancellation"/> says so; it will publish again.</summary>
    public void WatchPublisher(Action withdrawn, CancellationToken cancellation) =>
        _withdrawal = cancellation.Register(() =>
        {
            if (_acknowledged.TrySetCanceled(cancellation)) withdrawn();
        });

    public void Acknowledge()
    {
        _withdrawal.Unregister();
        _acknowledged.TrySetResult();
    }
}
