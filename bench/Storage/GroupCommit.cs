using MemberGrains.Storage;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Bench.Storage;

/// <summary>Binds of new identities through the record's port, as many at once as callers; no grains above it.</summary>
internal static class GroupCommit
{
    public static async Task<RowRate> MeasureAsync(string directory, int pairs, int callers)
    {
        var time = TimeProvider.System;
        await using var record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = directory }, new RecordOptions(), time);
        int next = 0;
        long started = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(BindAsync)));
        return new RowRate(pairs, time.GetElapsedTime(started));

        async Task BindAsync()
        {
            for (int number = Interlocked.Increment(ref next); number <= pairs; number = Interlocked.Increment(ref next))
            {
                var pair = SamplePair.Of(number, time.GetUtcNow());
                foreach (var commit in (RowCommit[])[pair.Prepare, pair.Decide, pair.Apply])
                {
                    if (await record.Rows.CommitAsync(commit, CancellationToken.None) != CommitResult.Committed)
                        throw new InvalidOperationException($"Pair {number} did not commit.");
                }

                await record.Rows.FinishAsync(pair.Decide.Expected.Key, pair.OperationId, CancellationToken.None);
            }
        }
    }
}
