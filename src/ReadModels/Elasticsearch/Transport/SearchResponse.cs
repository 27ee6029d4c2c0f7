namespace MemberGrains.ReadModels.Elasticsearch.Transport;

/// <summary>A whole answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">As it came.</param>
internal readonly record struct SearchResponse(int Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
