using MemberGrains.Storage;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Conformance.Storage.MySql;

/// <summary>The record in a pair of MySQL clusters, emptied; its clock stands until it is moved.</summary>
internal sealed class MySqlStand(MySqlPair pair) : IRecordStand
{
    private readonly SteppedTime _time = new();
    private RecordStore? _record;

    public RecordStore Record => _record ?? throw new InvalidOperationException("The record is not open.");

    public DateTimeOffset Now => _time.GetUtcNow();

    public async Task OpenAsync()
    {
        await pair.EmptyAsync();
        Open();
    }

    public async Task ReopenAsync()
    {
        await Record.DisposeAsync();
        Open();
    }

    public Task PassAsync(TimeSpan time)
    {
        _time.Pass(time);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_record is { } record) await record.DisposeAsync();
    }

    private void Open()
    {
        var options = pair.Options();
        options.Clock = _time;
        _record = MySqlRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System, PatientTimeouts.Pipelines);
    }
}
