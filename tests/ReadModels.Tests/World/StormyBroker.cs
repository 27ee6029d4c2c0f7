using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ReadModels.Tests.World;

/// <summary>A broker that breaks its word: it confirms and then loses, repeats or delays what it was given.</summary>
internal sealed class StormyBroker(IChangeBroker inner, Storm storm, Random random, TimeProvider time) : IChangeBroker
{
    public string Center => inner.Center;

    public int Lost { get; private set; }

    /// <summary>Nothing reaches it.</summary>
    public bool IsCut { get; set; }

    public async ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation)
    {
        if (IsCut) throw new NotConfirmedException("Cut off.");
        if (storm.IsOver)
        {
            await inner.PublishAsync(message, cancellation);
            return;
        }

        if (random.NextDouble() < storm.Refuses)
        {
            // It may have arrived all the same.
            if (random.Next(2) == 0) await inner.PublishAsync(message, cancellation);
            throw new NotConfirmedException("A storm.");
        }

        if (random.NextDouble() < storm.Loses)
        {
            Lost++;
            return;
        }

        if (random.NextDouble() < storm.Delays) _ = LaterAsync(message);
        else await inner.PublishAsync(message, cancellation);
        if (random.NextDouble() < storm.Repeats) _ = LaterAsync(message);
    }

    public IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler) => inner.Subscribe(group, handler);

    private async Task LaterAsync(StreamMessage message)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 1_500)), time);
        await inner.PublishAsync(message, CancellationToken.None);
    }
}
