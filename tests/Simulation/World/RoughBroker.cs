using MemberGrains.ChangeStream.Port;
using MemberGrains.Engine.Embedded.Simulation;

namespace MemberGrains.Simulation.World;

/// <summary>
/// The way to a center's broker, with faults drawn from the seed: messages are refused, lose their confirm, come twice,
/// and come again long after, behind newer ones.
/// </summary>
internal sealed class RoughBroker(IChangeBroker broker, SimulationRandom random, TimeProvider time) : IChangeBroker
{
    private DateTimeOffset _roughUntil;
    private DateTimeOffset _awayUntil;
    private double _share;

    public string Center => broker.Center;

    /// <summary>How many messages met a fault.</summary>
    public int Faults { get; private set; }

    public void Rough(TimeSpan length, double share) => (_roughUntil, _share) = (time.GetUtcNow() + length, share);

    public void Outage(TimeSpan length) => _awayUntil = time.GetUtcNow() + length;

    public async ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1 + random.Next(3)), time, cancellation);
        if (time.GetUtcNow() < _awayUntil)
        {
            Faults++;
            throw new NotConfirmedException("The simulated broker is away.");
        }

        if (time.GetUtcNow() >= _roughUntil || !random.Chance(_share))
        {
            await broker.PublishAsync(message, cancellation);
            return;
        }

        Faults++;
        switch (random.Next(4))
        {
            case 0:
                throw new NotConfirmedException("The simulated broker lost the message.");
            case 1:
                await broker.PublishAsync(message, cancellation);
                throw new NotConfirmedException("The simulated broker's confirm was lost.");
            case 2:
                await broker.PublishAsync(message, cancellation);
                await broker.PublishAsync(message, cancellation);
                return;
            default:
                await broker.PublishAsync(message, cancellation);
                _ = AgainAsync(message);
                return;
        }
    }

    public IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler) => broker.Subscribe(group, handler);

    private async Task AgainAsync(StreamMessage message)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50 + random.Next(8_000)), time);
        try
        {
            await broker.PublishAsync(message, CancellationToken.None);
        }
        catch (NotConfirmedException)
        {
            // Nobody waits for a repeat.
        }
    }
}
