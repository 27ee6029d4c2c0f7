using MemberGrains.Storage;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Conformance.Storage.Sqlite;

/// <summary>SQLite files in a directory of their own.</summary>
internal sealed class SqliteStand : IRecordStand
{
    private readonly string _directory = Directory.CreateTempSubdirectory("record-").FullName;
    private readonly SteppedTime _time = new();
    private RecordStore? _record;

    public RecordStore Record => _record ?? throw new InvalidOperationException("The record is not open.");

    public DateTimeOffset Now => _time.GetUtcNow();

    public Task OpenAsync()
    {
        _record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = _directory }, new RecordOptions(), _time);
        return Task.CompletedTask;
    }

    public async Task ReopenAsync()
    {
        await Record.DisposeAsync();
        await OpenAsync();
    }

    public Task PassAsync(TimeSpan time)
    {
        _time.Pass(time);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_record is { } record) await record.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
