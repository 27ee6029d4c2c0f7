using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>Publishes again what was not confirmed, as the relay does: a broker that is busy may refuse a message.</summary>
internal sealed class PatientBroker<TBroker>(TBroker broker) : IChangeBroker, IAsyncDisposable
    where TBroker : IChangeBroker, IAsyncDisposable
{
    private const int Tries = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Center => broker.Center;

    public async ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation)
    {
        for (int left = Tries; ; left--)
        {
            try
            {
                await broker.PublishAsync(message, cancellation);
                return;
            }
            catch (NotConfirmedException) when (left > 0)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    public IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler) => broker.Subscribe(group, handler);

    public ValueTask DisposeAsync() => broker.DisposeAsync();
}
