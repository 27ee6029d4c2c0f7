using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ReadModels.Status;

/// <summary>A read model and the consumer group that feeds it.</summary>
/// <param name="Health">Its state.</param>
/// <param name="Group">The group.</param>
public sealed record FedModel(ReadModelHealth Health, string Group)
{
    /// <summary>Events published to its center's broker and not applied.</summary>
    public long WaitingAt(ImmutableArray<IChangeBroker> brokers) =>
        brokers.Where(broker => broker.Center == Health.Center).OfType<IStreamBacklog>().Sum(backlog => backlog.WaitingEvents(Group));
}
