using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MemberGrains.ReadModels.Elasticsearch.Documents;

namespace MemberGrains.ReadModels.Elasticsearch.Queries;

/// <summary>The answer of <c>_search</c>; nothing but the parts asked for, so without a match not even the outer field.</summary>
internal sealed record ScanAnswer(ScanAnswer.Matches? Hits)
{
    /// <summary>What of the answer is asked for.</summary>
    public const string Parts = "hits.hits._source";

    /// <summary>What matched, in order.</summary>
    internal sealed record Matches(ImmutableArray<Hit> Hits);

    /// <summary>One document.</summary>
    internal sealed record Hit([property: JsonPropertyName("_source")] IdentitySource Source);
}
