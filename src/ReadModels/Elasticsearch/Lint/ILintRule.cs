namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>
/// One rule of the policy. To add one: a class here, its line in <see cref="SearchLint"/>, its row in <c>docs/search.md</c>
/// and a test that breaks it on a real cluster.
/// </summary>
internal interface ILintRule
{
    /// <summary>Its name, for people and scripts.</summary>
    string Name { get; }

    /// <summary>What breaks it, subject and detail.</summary>
    IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture);
}
