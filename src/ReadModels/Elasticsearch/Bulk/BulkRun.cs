using System.Globalization;
using System.Text.RegularExpressions;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Elasticsearch.Bulk;

/// <summary>
/// One chunk on its way to one target: what has been written in the tries so far, and what is still to be. An item is
/// final when it was written, found there in its version or a newer one, or refused for good; 429 and 503 leave it for
/// the next try.
/// </summary>
internal sealed partial class BulkRun(SearchClient client, IndexNames names, BulkChunk chunk, BulkTarget target)
{
    private const int ActionLine = 200;

    /// <summary>How long a node waits for a shard that is not there, before it says so: below the time-out of a try.</summary>
    private const string ShardPatience = "5s";

    private List<BulkItem> _left = [.. chunk.Items];
    private bool _mustProbe = target == BulkTarget.Serving;
    private int _refused;
    private string? _refusal;

    /// <summary>What became of the documents.</summary>
    public BulkResult Result { get; private set; }

    /// <summary>Told by the probe: an index is being filled, and must have these documents too.</summary>
    public bool IsFilling { get; private set; }

    /// <summary>The index that was being filled is so no more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>One try; throws while something is left that another try may write.</summary>
    public async ValueTask<BulkRun> TryAsync(CancellationToken cancellation)
    {
        var request = Request();
        var response = SearchClient.Expect(request, await client.TryAsync(request, cancellation));
        Take(ElasticsearchJson.Read(response, ElasticsearchJson.Default.BulkAnswer));
        return this;
    }

    /// <summary>Tells of documents that were refused for good, after all others were written.</summary>
    /// <exception cref="ElasticsearchException">There are some (<see cref="ElasticsearchFault.Rejected"/>).</exception>
    public void ThrowIfRefused()
    {
        if (_refused > 0) throw new ElasticsearchException(ElasticsearchFault.Rejected, $"{_refused} of {chunk.Items.Count} documents were refused for good; the first: {_refusal}");
    }

    private SearchRequest Request()
    {
        using var body = new BulkBody(_left.Sum(static item => item.Source.End.Value - item.Source.Start.Value + ActionLine) + ActionLine);
        if (_mustProbe) body.Probe(names.Rebuild(DocumentKind.Identity));
        foreach (var item in _left) body.Index(target == BulkTarget.Serving ? names.Write(item.Kind) : names.Rebuild(item.Kind), item, chunk.SourceOf(item));
        // require_alias: a missing alias must never come into being as an index of that name, with a mapping of its own.
        return SearchRequest.Post($"_bulk?require_alias=true&timeout={ShardPatience}&filter_path={BulkAnswer.Parts}", body.Bytes);
    }

    private void Take(BulkAnswer answer)
    {
        int probes = _mustProbe ? 1 : 0;
        if (answer.Items.IsDefault || answer.Items.Length != _left.Count + probes) throw ElasticsearchJson.Malformed("of another number of items");
        ElasticsearchException? again = null;
        if (_mustProbe) again = TakeProbe(answer.Items[0].Told);
        var left = new List<BulkItem>();
        for (int i = 0; i < _left.Count; i++)
        {
            if (TakeItem(_left[i], answer.Items[i + probes].Told) is not { } fault) continue;
            left.Add(_left[i]);
            again = fault;
        }

        _left = left;
        if (again is not null) throw again;
    }

    private ElasticsearchException? TakeProbe(BulkAnswer.Outcome outcome)
    {
        if (outcome.Status is 429 or 503) return FaultOf(outcome);
        _mustProbe = false;
        IsFilling = outcome.Error?.Type != "index_not_found_exception";
        return null;
    }

    /// <summary>Null when the item is final.</summary>
    private ElasticsearchException? TakeItem(BulkItem item, BulkAnswer.Outcome outcome)
    {
        if (outcome.Status is >= 200 and < 300)
        {
            Result += new BulkResult(1, 0, 0);
            return null;
        }

        if (outcome.Status == 409)
        {
            Result += IsSame(item, outcome.Error?.Reason) ? new BulkResult(0, 1, 0) : new BulkResult(0, 0, 1);
            return null;
        }

        switch (AnswerFaults.Kind(outcome.Status, outcome.Error?.Type))
        {
            case ElasticsearchFault.Missing when target == BulkTarget.Filling:
                HasEnded = true;
                return null;
            case ElasticsearchFault.Missing or ElasticsearchFault.Busy or ElasticsearchFault.Unavailable or ElasticsearchFault.Blocked:
                return FaultOf(outcome);
            default:
                _refused++;
                _refusal ??= Describe(item, outcome);
                return null;
        }
    }

    private static ElasticsearchException FaultOf(BulkAnswer.Outcome outcome)
    {
        var kind = AnswerFaults.Kind(outcome.Status, outcome.Error?.Type);
        // Of the others the words may quote whole documents.
        string words = kind is ElasticsearchFault.Blocked or ElasticsearchFault.Missing ? $": {outcome.Error?.Reason}" : string.Empty;
        return new ElasticsearchException(kind, $"Documents were not written: {outcome.Status} {outcome.Error?.Type}{words}");
    }

    /// <summary>Elasticsearch's words quote ids and values: they are masked or left out.</summary>
    private static string Describe(BulkItem item, BulkAnswer.Outcome outcome)
    {
        string id = item.Kind == DocumentKind.Identity ? IdentityMask.Mask(new IdentityKey(item.Id)) : item.Id;
        return $"{id} version {item.Version.ToString(CultureInfo.InvariantCulture)}: {outcome.Status} {outcome.Error?.Type}";
    }

    /// <summary>A conflict tells only in words which version is there. Should the words change, it counts as an older one: a figure, no more.</summary>
    private static bool IsSame(BulkItem item, string? reason) =>
        reason is not null && CurrentVersion().Match(reason) is { Success: true } match
        && long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) == item.Version;

    [GeneratedRegex(@"current version \[(\d+)\]")]
    private static partial Regex CurrentVersion();
}
