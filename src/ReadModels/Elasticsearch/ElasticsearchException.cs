using MemberGrains.Resilience.Dependencies;
using Polly.Timeout;

namespace MemberGrains.ReadModels.Elasticsearch;

/// <summary>A call that an Elasticsearch cluster did not serve. The message names no identity and no secret.</summary>
internal sealed class ElasticsearchException(ElasticsearchFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of fault it was.</summary>
    public ElasticsearchFault Fault { get; } = fault;

    /// <summary>Queries are not made again after a time-out: the other center's cluster is the next to ask.</summary>
    public static DependencyFaults OfQueries { get; } = new(IsOutage, static fault => MayRepeat(fault));

    /// <summary>External versions, and indices that are looked at before they are made, bear any repeat.</summary>
    public static DependencyFaults OfWrites { get; } = new(IsOutage, static fault => fault is TimeoutRejectedException || MayRepeat(fault));

    private static bool IsOutage(Exception exception) =>
        exception is ElasticsearchException { Fault: ElasticsearchFault.Unreachable or ElasticsearchFault.Unavailable or ElasticsearchFault.Malformed };

    private static bool MayRepeat(Exception exception) =>
        exception is ElasticsearchException { Fault: ElasticsearchFault.Unreachable or ElasticsearchFault.Unavailable or ElasticsearchFault.Busy or ElasticsearchFault.Missing };
}
