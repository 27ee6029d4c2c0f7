namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>One break of the policy.</summary>
/// <param name="Rule">Name of the rule; <c>docs/search.md</c> gives its reason and the remedy.</param>
/// <param name="Subject">Index, alias, template or node.</param>
/// <param name="Detail">What is wrong with it.</param>
public sealed record LintFinding(string Rule, string Subject, string Detail);
