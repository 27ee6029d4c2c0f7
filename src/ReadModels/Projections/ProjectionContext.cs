using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Projections;

/// <summary>What every projection works with.</summary>
/// <param name="Clusters">The physical clusters of the stream.</param>
/// <param name="Options">Patience.</param>
/// <param name="Time">The clock.</param>
/// <param name="Metrics">What it counts in.</param>
/// <param name="Logger">Where repairs are told.</param>
public sealed record ProjectionContext(
    IStreamClusters Clusters,
    ProjectionOptions Options,
    TimeProvider Time,
    ReadModelMetrics Metrics,
    ILogger Logger);
