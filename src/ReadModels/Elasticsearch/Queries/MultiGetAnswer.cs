using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MemberGrains.ReadModels.Elasticsearch.Queries;

/// <summary>The answer of <c>_mget</c>: one entry per document asked, in that order.</summary>
internal sealed record MultiGetAnswer<T>(ImmutableArray<MultiGetAnswer<T>.Entry> Docs)
    where T : class
{
    /// <summary>What of the answer is asked for.</summary>
    public const string Parts = "docs.found,docs._source,docs.error.type";

    /// <summary>A document, or that there is none, or why that can not be said.</summary>
    internal sealed record Entry(bool Found, [property: JsonPropertyName("_source")] T? Source, Error? Error);

    /// <summary>Elasticsearch's name of the error.</summary>
    internal sealed record Error(string? Type);
}
