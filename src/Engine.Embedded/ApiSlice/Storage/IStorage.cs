namespace Orleans.Core;

public interface IStorage
{
    string? Etag { get; }

    bool RecordExists { get; }

    Task ClearStateAsync();

    Task WriteStateAsync();

    Task ReadStateAsync();

    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();
}

public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
