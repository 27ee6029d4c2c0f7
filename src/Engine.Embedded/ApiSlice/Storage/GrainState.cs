namespace Orleans;

[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    [Id(0)]
    public T State { get; set; } = default!;

    [Id(1)]
    public string ETag { get; set; } = default!;

    [Id(2)]
    public bool RecordExists { get; set; }
}
