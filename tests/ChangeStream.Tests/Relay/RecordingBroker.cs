using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Tests.Relay;

/// <summary>A center's broker that writes down what it confirmed.</summary>
internal sealed class RecordingBroker(string center) : IChangeBroker
{
    public string Center => center;

    public List<StreamMessage> Confirmed { get; } = [];

    public IEnumerable<ChangeEvent> Events => Confirmed.OfType<StreamMessage.Changes>().SelectMany(changes => changes.Events);

    public IEnumerable<StreamMessage.Heartbeat> Heartbeats => Confirmed.OfType<StreamMessage.Heartbeat>();

    /// <summary>What publishing does before it confirms; throws or waits.</summary>
    public Func<StreamMessage, CancellationToken, Task> Weather { get; set; } = (_, _) => Task.CompletedTask;

    public async ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation)
    {
        await Weather(message, cancellation);
        Confirmed.Add(message);
    }

    public IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler) =>
        throw new NotSupportedException("Nobody listens in these tests.");
}
