using MemberGrains.Storage;

namespace MemberGrains.Conformance.Storage;

/// <summary>An empty record of the adapter under test, with the default slot map.</summary>
public interface IRecordStand : IAsyncDisposable
{
    /// <summary>The record, open.</summary>
    RecordStore Record { get; }

    /// <summary>The store's clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Opens the empty record.</summary>
    Task OpenAsync();

    /// <summary>Closes the record and opens it again on the same data.</summary>
    Task ReopenAsync();

    /// <summary>Moves the store's clock on.</summary>
    Task PassAsync(TimeSpan time);
}
