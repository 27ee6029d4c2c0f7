namespace MemberGrains.ChangeStream.Port;

/// <summary>
/// The broker of one center: at least once, ordered per key while one relay publishes, consumers of one group compete.
/// </summary>
public interface IChangeBroker
{
    /// <summary><c>a</c> or <c>b</c>.</summary>
    string Center { get; }

    /// <summary>
    /// Completes when the broker is answerable for the message: it survives the broker's restart, or (in process) every
    /// consumer group has acknowledged it. Throws when it can not confirm: publish again.
    /// Messages of one physical cluster that are published without waiting keep the order of the calls; one that has to be
    /// published again comes behind what was confirmed meanwhile, so who needs order over faults (the relay) awaits each.
    /// </summary>
    ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation);

    /// <summary>
    /// Hands the group's messages to <paramref name="handler"/>, one at a time per physical cluster, until disposed.
    /// Returning acknowledges; throwing has the same message handed out again, before any later one of its cluster.
    /// </summary>
    IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler);
}
