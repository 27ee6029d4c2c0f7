using MemberGrains.ReadModels.Elasticsearch.Schema;

namespace MemberGrains.ReadModels.Elasticsearch.Bulk;

/// <summary>One document of a request.</summary>
/// <param name="Kind">Which index.</param>
/// <param name="Id">Its id, and its routing.</param>
/// <param name="Version">Its external version.</param>
/// <param name="Source">Where its bytes are in the chunk.</param>
internal readonly record struct BulkItem(DocumentKind Kind, string Id, long Version, Range Source);
