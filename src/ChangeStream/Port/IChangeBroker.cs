using System.Collections.Immutable;

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

    /// <summary>
    /// As the other, for whoever writes many at the price of one: hands out together what waits of a physical cluster, in
    /// order. Throwing has the messages handed out again one by one, so that the one at fault is found.
    /// </summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="most">Messages handed out together at most; a broker where none wait hands out one.</param>
    /// <param name="handler">Returning acknowledges all of them.</param>
    IAsyncDisposable Subscribe(string group, int most, Func<ImmutableArray<StreamMessage>, CancellationToken, ValueTask> handler) =>
        Subscribe(group, (message, cancellation) => handler([message], cancellation));
}
