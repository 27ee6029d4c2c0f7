using System.Collections.Immutable;
using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Search;

namespace MemberGrains.ReadModels.Status;

/// <summary>Asks every read model's health and the brokers' backlogs.</summary>
internal sealed class ReadModelStatus(SearchModels search, IEnumerable<CacheModel> caches, IEnumerable<IChangeBroker> brokers) : IReadModelStatus
{
    private readonly ImmutableArray<(ReadModelHealth Health, string Group)> _models =
    [
        .. search.All.Select(model => (model.Health, model.Group))
            .Concat(caches.Select(model => (model.Health, StreamGroups.Cache)))
            .OrderBy(model => model.Health.Center, StringComparer.Ordinal)
            .ThenBy(model => model.Health.Name, StringComparer.Ordinal),
    ];

    private readonly ImmutableArray<IChangeBroker> _brokers = [.. brokers];

    public IReadOnlyList<ReadModelItem> Items() => [.. _models.Select(model => ItemOf(model.Health, model.Group))];

    private ReadModelItem ItemOf(ReadModelHealth health, string group) => new(
        health.Center,
        health.Name,
        NameOf(health.State),
        _brokers.Where(broker => broker.Center == health.Center).OfType<IStreamBacklog>().Sum(backlog => backlog.WaitingEvents(group)),
        (long)Math.Ceiling(health.Lag.TotalMilliseconds));

    private static string NameOf(ReadModelState state) => state switch
    {
        ReadModelState.Live => "live",
        ReadModelState.Behind => "behind",
        ReadModelState.Rebuilding => "rebuilding",
        _ => "down",
    };
}
