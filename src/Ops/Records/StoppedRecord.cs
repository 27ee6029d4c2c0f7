using System.Text.Json;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using MemberGrains.Storage.Verification;

namespace MemberGrains.Ops.Records;

/// <summary>The record of a data directory on which nothing runs, read from its files.</summary>
internal static class StoppedRecord
{
    /// <summary>Whether the directory has the files of every physical cluster.</summary>
    public static bool IsIn(string data) => SlotMap.Default.Clusters.All(cluster => File.Exists(Path.Combine(data, $"{cluster.Id}.db")));

    /// <summary>Compares rows with each other and, if asked, with their histories; the same answer as the running cluster's, without views.</summary>
    /// <exception cref="DirectoryInUseException">Something runs on it.</exception>
    public static async Task<JsonElement> VerifyAsync(string data, bool replay, CancellationToken cancellation)
    {
        await using var record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = data }, new RecordOptions(), TimeProvider.System);
        var rows = await new RowCheck(record.Replay, record.Slots).RunAsync(replay, cancellation);
        var items = new List<object>
        {
            new { what = "rows", equal = rows.Identities, missing = 0, wrong = rows.Faults },
            new { what = "members", equal = rows.Members, missing = 0, wrong = 0 },
        };
        if (rows.Entries is { } entries) items.Add(new { what = "history entries replayed", equal = entries, missing = 0, wrong = 0 });
        return JsonSerializer.SerializeToElement(new { agrees = rows.Faults == 0, items, examples = rows.Examples });
    }
}
