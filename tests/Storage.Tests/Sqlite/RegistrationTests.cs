using System.ComponentModel.DataAnnotations;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberGrains.Storage.Tests.Sqlite;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_container_has_every_port_of_one_record()
    {
        await using var stand = new SqliteStand();
        await using var services = new ServiceCollection().AddSqliteRecord(options => options.Directory = stand.Options.Directory).BuildServiceProvider();
        var record = services.GetRequiredService<RecordStore>();
        Assert.Same(record.Rows, services.GetRequiredService<IIdentityRecord>());
        Assert.Same(record.Outbox, services.GetRequiredService<ChangeStream.Port.IOutbox>());
        Assert.Same(record.Backlogs, services.GetRequiredService<ChangeStream.Port.ICenterBacklogs>());
        Assert.Same(record.Replay, services.GetRequiredService<ChangeStream.Port.IReplaySource>());
        Assert.Same(record.Fences, services.GetRequiredService<IJobFences>());
        Assert.Same(record.Slots, services.GetRequiredService<Storage.Slots.SlotMap>());
        Assert.Equal(1, await services.GetRequiredService<ISlotEpochs>().ReadAsync(new Slot(1), CancellationToken.None));
    }

    [Fact]
    public async Task Containers_of_one_process_share_a_record_and_do_not_close_it()
    {
        await using var stand = new SqliteStand();
        foreach (string silo in (string[])["a1", "b1"])
        {
            await using var services = new ServiceCollection().AddRecord(stand.Record).BuildServiceProvider();
            Assert.Same(stand.Record.Rows, services.GetRequiredService<IIdentityRecord>());
            Assert.NotNull(silo);
        }

        await stand.RegisterAsync(1);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("data", 0)]
    [InlineData("data", 33)]
    public void Options_out_of_range_are_refused(string directory, int readers)
    {
        using var services = new ServiceCollection()
            .AddSqliteRecord(options => (options.Directory, options.ReaderThreads) = (directory, readers))
            .BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SqliteRecordOptions>>().Value);
    }

    [Fact]
    public async Task Options_given_in_code_are_checked_too_before_anything_is_opened()
    {
        await using var stand = new SqliteStand();
        stand.Options.CacheMegabytes = 0;
        Assert.Throws<ValidationException>(() => stand.Record);
        Assert.Empty(Directory.GetFiles(stand.Options.Directory));
        Assert.Throws<ValidationException>(
            () => new RecordStore(Storage.Slots.SlotMap.Default, [], new RecordOptions { QueueCapacity = 0 }, TimeProvider.System));
    }
}
