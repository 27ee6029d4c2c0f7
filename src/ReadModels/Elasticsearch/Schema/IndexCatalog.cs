using System.Collections.Immutable;
using MemberGrains.ReadModels.Elasticsearch.Transport;

namespace MemberGrains.ReadModels.Elasticsearch.Schema;

/// <summary>Asks a cluster which indices of ours it has and what leads to them.</summary>
internal sealed class IndexCatalog(SearchClient client, IndexNames names)
{
    /// <summary>All indices of both kinds, by name.</summary>
    public async ValueTask<ImmutableArray<KnownIndex>> ListAsync(CancellationToken cancellation)
    {
        var response = await client.AdminAsync(SearchRequest.Get($"{names.Everything}/_alias?allow_no_indices=true"), cancellation);
        return ElasticsearchJson.Read<ImmutableArray<KnownIndex>>(response, root =>
        [
            .. root.EnumerateObject()
                .Select(index => (index.Name, Number: names.NumberOf(index.Name), index.Value))
                .Where(index => index.Number is not null)
                .Select(index => new KnownIndex(index.Name, index.Number!.Value, [.. index.Value.GetProperty("aliases").EnumerateObject().Select(alias => alias.Name)]))
                .OrderBy(index => index.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>What an index says of itself; null where it is not there.</summary>
    public async ValueTask<IndexMeta?> MetaAsync(string index, CancellationToken cancellation)
    {
        var request = SearchRequest.Get($"{index}/_mapping?filter_path=*.mappings._meta");
        var response = await client.AskAsync(request, cancellation);
        if (response.Status == 404) return null;
        return ElasticsearchJson.Read(SearchClient.Expect(request, response), root =>
            root.EnumerateObject().Select(known => IndexMeta.Read(known.Value.GetProperty("mappings").GetProperty("_meta"))).FirstOrDefault(IndexMeta.None));
    }

    /// <summary>Data nodes the cluster has now; at least 1.</summary>
    public async ValueTask<int> DataNodesAsync(CancellationToken cancellation)
    {
        var response = await client.AdminAsync(SearchRequest.Get("_cluster/health?filter_path=number_of_data_nodes"), cancellation);
        return Math.Max(1, ElasticsearchJson.Read(response, root => root.GetProperty("number_of_data_nodes").GetInt32()));
    }

    /// <summary>The version of the template; 0 where there is none.</summary>
    public async ValueTask<int> TemplateVersionAsync(DocumentKind kind, CancellationToken cancellation)
    {
        var request = SearchRequest.Get($"_index_template/{names.Template(kind)}?filter_path=index_templates.index_template.version");
        var response = await client.AskAsync(request, cancellation);
        if (response.Status == 404) return 0;
        return ElasticsearchJson.Read(SearchClient.Expect(request, response), root =>
            root.TryGetProperty("index_templates", out var templates) ? templates[0].GetProperty("index_template").GetProperty("version").GetInt32() : 0);
    }
}
