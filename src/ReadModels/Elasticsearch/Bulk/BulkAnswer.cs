using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Elasticsearch.Bulk;

/// <summary>The answer of <c>_bulk</c>: 200 also when items failed, one entry per item in the order sent.</summary>
internal sealed record BulkAnswer(ImmutableArray<BulkAnswer.Entry> Items)
{
    /// <summary>What of the answer is asked for.</summary>
    public const string Parts = "items.*.status,items.*.error.type,items.*.error.reason";

    /// <summary>Under the name of its action.</summary>
    internal sealed record Entry(Outcome? Index, Outcome? Update)
    {
        public Outcome Told => Index ?? Update ?? throw ElasticsearchJson.Malformed("an item without outcome");
    }

    /// <summary>HTTP status of the item, as if it had come alone.</summary>
    internal sealed record Outcome(int Status, Error? Error);

    /// <summary>Elasticsearch's name of the error and its words.</summary>
    internal sealed record Error(string? Type, string? Reason);
}
