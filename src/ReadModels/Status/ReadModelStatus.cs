using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ReadModels.Status;

/// <summary>Asks the health of every read model that this process feeds, and the brokers' backlogs.</summary>
internal sealed class ReadModelStatus(IEnumerable<FedModel> models, IEnumerable<IChangeBroker> brokers) : IReadModelStatus
{
    private readonly ImmutableArray<FedModel> _models = Sorted(models);
    private readonly ImmutableArray<IChangeBroker> _brokers = [.. brokers];

    public IReadOnlyList<ReadModelItem> Items() => [.. _models.Select(model => ItemOf(model.Health, model.WaitingAt(_brokers)))];

    /// <summary>In the order operators see them.</summary>
    public static ImmutableArray<FedModel> Sorted(IEnumerable<FedModel> models) =>
        [.. models.OrderBy(model => model.Health.Center, StringComparer.Ordinal).ThenBy(model => model.Health.Name, StringComparer.Ordinal)];

    public static ReadModelItem ItemOf(ReadModelHealth health, long waiting) =>
        new(health.Center, health.Name, NameOf(health.State), waiting, (long)Math.Ceiling(health.Lag.TotalMilliseconds));

    private static string NameOf(ReadModelState state) => state switch
    {
        ReadModelState.Live => "live",
        ReadModelState.Behind => "behind",
        ReadModelState.Rebuilding => "rebuilding",
        _ => "down",
    };
}
