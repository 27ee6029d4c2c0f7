using MemberGrains.Resilience.Dependencies;
using MemberGrains.Storage.MySql.Faults;
using Polly;

namespace MemberGrains.Storage.MySql;

/// <summary>The time-outs, retries and breakers of one cluster's calls.</summary>
internal sealed class ClusterPipelines(DependencyPipelines pipelines, string cluster)
{
    private static readonly DependencyFaults _ofReads = new(MySqlFaults.IsOutage, MySqlFaults.MayRepeatRead);
    private static readonly DependencyFaults _ofWrites = new(MySqlFaults.IsOutage, MySqlFaults.MayRepeatWrite);

    public ResiliencePipeline Commit { get; } = pipelines.Build(DependencyCall.RecordCommit, cluster, _ofWrites);

    public ResiliencePipeline Read { get; } = pipelines.Build(DependencyCall.RecordRead, cluster, _ofReads);

    public ResiliencePipeline JobRead { get; } = pipelines.Build(DependencyCall.RecordJob, cluster, _ofReads);

    public ResiliencePipeline JobWrite { get; } = pipelines.Build(DependencyCall.RecordJob, cluster, _ofWrites);
}
