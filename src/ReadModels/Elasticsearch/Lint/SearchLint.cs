using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Elasticsearch.Transport;
using MemberGrains.ReadModels.Search;
using MemberGrains.Resilience.Dependencies;
using Polly;

namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>Checks a live cluster against the policy of search.</summary>
public sealed class SearchLint(LintLimits limits)
{
    private readonly ImmutableArray<ILintRule> _rules =
    [
        new KeywordOnlyRule(),
        new StrictMappingRule(),
        new RoutingRequiredRule(),
        new RefreshIntervalRule(),
        new ShardsPerNodeRule(),
        new ReplicasRule(),
        new DurableTranslogRule(),
        new WriteBlockRule(),
        new ShardSizeRule(limits),
        new ShardsAssignedRule(),
        new SearchPoolRule(),
        new AliasesRule(),
        new LeftoverRule(),
        new IndexNameRule(),
        new TemplateRule(),
    ];

    /// <summary>Names of all rules.</summary>
    public ImmutableArray<string> Rules => [.. _rules.Select(rule => rule.Name)];

    /// <summary>What breaks the policy, by rule; empty if nothing does.</summary>
    /// <param name="name">The cluster's, for messages.</param>
    /// <param name="options">Where it is.</param>
    /// <param name="cancellation">Ends the questions.</param>
    /// <exception cref="SearchUnavailableException">The cluster can not be asked; the message says why.</exception>
    public async ValueTask<ImmutableArray<LintFinding>> CheckAsync(string name, ElasticsearchClusterOptions options, CancellationToken cancellation)
    {
        using var metrics = new ReadModelMetrics();
        using var client = new SearchClient(name, NodeRing.Of(options, TimeProvider.System), DependencyPipelines.Default, metrics, TimeProvider.System);
        try
        {
            var picture = await new ClusterPhotographer(client, options.IndexPrefix).TakeAsync(cancellation);
            return
            [
                .. from rule in _rules
                   from found in rule.Check(picture)
                   select new LintFinding(rule.Name, found.Subject, found.Detail),
            ];
        }
        catch (Exception fault) when (fault is ElasticsearchException or ExecutionRejectedException or JsonException or KeyNotFoundException)
        {
            throw new SearchUnavailableException($"{name} can not be checked: {fault.Message}", fault);
        }
    }
}
