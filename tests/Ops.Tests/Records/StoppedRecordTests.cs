using MemberGrains.Ops.Commands;
using MemberGrains.Ops.Laptop;
using MemberGrains.Ops.Records;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Ops.Tests.Records;

public sealed class StoppedRecordTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("ops-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task The_record_of_a_stopped_cluster_is_verified_from_its_files()
    {
        await using (Open())
        {
            Assert.True(StoppedRecord.IsIn(_data));
        }

        var answer = await StoppedRecord.VerifyAsync(_data, replay: true, CancellationToken.None);
        Assert.True(answer.GetProperty("agrees").GetBoolean());
        Assert.Equal(["rows", "members", "history entries replayed"], answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("what").GetString()));
        Assert.Equal(0, await VerifyCommand.RunAsync(_data, replay: true, CancellationToken.None));
    }

    [Fact]
    public async Task What_a_kill_left_behind_is_verified_too()
    {
        await using (Open())
        {
            // The laptop's file of a process that is gone: nobody listens at its addresses.
            await File.WriteAllTextAsync(
                Path.Combine(_data, RunningLaptop.FileName),
                """{"gateways":{"a":"http://127.0.0.1:1"},"keys":{"operator":"k"},"pid":1,"control":"http://127.0.0.1:1"}""");
        }

        Assert.Equal(0, await VerifyCommand.RunAsync(_data, replay: false, CancellationToken.None));
    }

    [Fact]
    public async Task Files_that_somebody_holds_are_left_alone()
    {
        await using var held = Open();
        await Assert.ThrowsAsync<NotRunningException>(() => VerifyCommand.RunAsync(_data, replay: false, CancellationToken.None));
    }

    [Fact]
    public async Task A_directory_without_a_record_is_said_to_be_none() =>
        await Assert.ThrowsAsync<NotRunningException>(() => VerifyCommand.RunAsync(_data, replay: false, CancellationToken.None));

    private RecordStore Open() => SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = _data }, new RecordOptions(), TimeProvider.System);
}
