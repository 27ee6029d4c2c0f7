using System.Text.Json;

namespace MemberGrains.ReadModels.Elasticsearch.Transport;

/// <summary>Reads what an answer that is no success means.</summary>
internal static class AnswerFaults
{
    /// <summary>The fault of a whole answer.</summary>
    public static ElasticsearchException Of(SearchRequest request, SearchResponse response)
    {
        var (type, reason) = Read(response.Body);
        // A request that names documents or values may have them quoted in the reason.
        string words = request.Body.IsEmpty || request.IsAdmin ? $": {reason}" : string.Empty;
        return new ElasticsearchException(Kind(response.Status, type), $"{request.Method} {request.Path} was answered {response.Status} {type}{words}");
    }

    /// <summary>Elasticsearch's name of the error; null where the answer has none.</summary>
    public static string? TypeOf(SearchResponse response) => Read(response.Body).Type;

    /// <summary>What a status and Elasticsearch's name of the error mean, of an answer or of one of its items.</summary>
    public static ElasticsearchFault Kind(int status, string? type) => (status, type) switch
    {
        (_, "index_not_found_exception" or "alias_not_found_exception") => ElasticsearchFault.Missing,
        // 503: no master, or the state is not recovered yet. Anything else has been set on the index.
        (not 503, "cluster_block_exception") => ElasticsearchFault.Blocked,
        (429, _) => ElasticsearchFault.Busy,
        (502 or 503 or 504, _) => ElasticsearchFault.Unavailable,
        (401 or 403, _) => ElasticsearchFault.Denied,
        (>= 200 and < 300, _) => ElasticsearchFault.Malformed,
        _ => ElasticsearchFault.Rejected,
    };

    private static (string? Type, string? Reason) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("error", out var error)) return (null, "no reason given");
            if (error.ValueKind != JsonValueKind.Object) return (null, error.ToString());
            return (Text(error, "type"), Text(error, "reason"));
        }
        catch (JsonException)
        {
            return (null, "a body that is not JSON");
        }
    }

    private static string? Text(JsonElement error, string name) => error.TryGetProperty(name, out var value) ? value.ToString() : null;
}
