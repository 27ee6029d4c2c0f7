using System.Text.Json;
using System.Text.Json.Serialization;
using MemberGrains.ReadModels.Elasticsearch.Bulk;
using MemberGrains.ReadModels.Elasticsearch.Documents;
using MemberGrains.ReadModels.Elasticsearch.Queries;
using MemberGrains.ReadModels.Elasticsearch.Transport;

namespace MemberGrains.ReadModels.Elasticsearch;

/// <summary>The JSON of documents and answers, generated: nothing is reflected at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IdentitySource))]
[JsonSerializable(typeof(MemberSource))]
[JsonSerializable(typeof(BulkAnswer))]
[JsonSerializable(typeof(MultiGetAnswer<IdentitySource>), TypeInfoPropertyName = "IdentitiesGot")]
[JsonSerializable(typeof(MultiGetAnswer<MemberSource>), TypeInfoPropertyName = "MembersGot")]
[JsonSerializable(typeof(ScanAnswer))]
[JsonSerializable(typeof(CountAnswer))]
internal sealed partial class ElasticsearchJson : JsonSerializerContext
{
    /// <summary>The value of a whole answer.</summary>
    /// <exception cref="ElasticsearchException">It is not what Elasticsearch answers (<see cref="ElasticsearchFault.Malformed"/>).</exception>
    public static T Read<T>(SearchResponse response, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(response.Body.Span, type) ?? throw Malformed("null", null);
        }
        catch (JsonException fault)
        {
            throw Malformed("not the JSON expected", fault);
        }
    }

    /// <summary>A part of an answer that has no shape of its own here.</summary>
    /// <exception cref="ElasticsearchException">It is not there (<see cref="ElasticsearchFault.Malformed"/>).</exception>
    public static T Read<T>(SearchResponse response, Func<JsonElement, T> part)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            return part(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Malformed("not the JSON expected", fault);
        }
    }

    /// <summary>An answer that makes no sense; <paramref name="what"/> quotes nothing of it, for it may hold identities.</summary>
    public static ElasticsearchException Malformed(string what, Exception? inner = null) =>
        new(ElasticsearchFault.Malformed, $"The answer is {what}.", inner);
}
