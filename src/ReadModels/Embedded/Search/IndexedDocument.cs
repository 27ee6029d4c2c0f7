namespace MemberGrains.ReadModels.Embedded.Search;

/// <summary>A document's place in an index: what searches see, and what the next refresh will show.</summary>
internal sealed class IndexedDocument<T>(string id)
    where T : class
{
    public string Id => id;

    public T? Visible { get; set; }

    public T? Pending { get; set; }
}
