using MemberGrains.Storage;
using MemberGrains.Storage.Port;

namespace MemberGrains.Bench.Storage;

/// <summary>Binds of new identities through the record's port, as many at once as callers; no grains above it.</summary>
internal static class GroupCommit
{
    /// <param name="record">Where.</param>
    /// <param name="first">Number of the first pair; each is used once.</param>
    /// <param name="callers">Binds under way at once.</param>
    /// <param name="longest">When no further bind is begun.</param>
    public static async Task<RowRate> MeasureAsync(RecordStore record, int first, int callers, TimeSpan longest)
    {
        var time = TimeProvider.System;
        int next = first - 1;
        long started = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(BindAsync)));
        return new RowRate(next - callers - first + 1, time.GetElapsedTime(started));

        async Task BindAsync()
        {
            while (true)
            {
                int number = Interlocked.Increment(ref next);
                if (time.GetElapsedTime(started) > longest) return;
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
