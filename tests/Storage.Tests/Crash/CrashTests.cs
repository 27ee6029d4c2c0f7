using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Storage.Tests.Crash;

/// <summary>A process that writes is killed; what it acknowledged is there, and nothing is half.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("record-crash-").FullName;

    public static TheoryData<string> Steps => [.. Enum.GetNames<CommitStep>()];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Killed_between_two_steps_of_a_batch_the_record_is_whole(string step)
    {
        var heard = new List<Acknowledged>();
        int kills = 0;
        foreach (int occurrence in (int[])[2, 23])
        {
            heard.AddRange(await CrashingWriter.KilledAtAsync(_directory, step, occurrence));
            await CheckAsync(heard, ++kills);
        }
    }

    [Fact]
    public async Task Killed_at_any_moment_again_and_again_the_record_is_whole()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        var heard = new List<Acknowledged>();
        for (int kills = 1; kills <= 6; kills++)
        {
            heard.AddRange(await CrashingWriter.KilledAfterAsync(_directory, random.Next(1, 1500)));
            await CheckAsync(heard, kills);
        }
    }

    private async Task CheckAsync(IEnumerable<Acknowledged> heard, int kills)
    {
        await using var record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = _directory }, new RecordOptions(), TimeProvider.System);
        await new WholeRecord(record, kills).CheckAsync(heard);
    }
}
