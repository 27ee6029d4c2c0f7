using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Simulation.World;

/// <summary>A consumer of its own in every center, as an order service would be: what it was told is evidence.</summary>
internal sealed class Witness
{
    private const string Group = "witness";

    public SortedDictionary<string, List<ChangeEvent>> Delivered { get; } = new(StringComparer.Ordinal);

    public void Listen(IChangeBroker broker)
    {
        var told = Delivered[broker.Center] = [];
        broker.Subscribe(Group, (message, _) =>
        {
            if (message is StreamMessage.Changes changes) told.AddRange(changes.Events);
            return ValueTask.CompletedTask;
        });
    }
}
