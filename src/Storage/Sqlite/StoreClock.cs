using MemberGrains.Interfaces.Json;

namespace MemberGrains.Storage.Sqlite;

/// <summary>The store's clock: UTC, whole milliseconds, never going back while the process lives.</summary>
internal sealed class StoreClock(TimeProvider time)
{
    private long _last;

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long Now()
    {
        long now = time.GetUtcNow().CutToMilliseconds().ToUnixTimeMilliseconds();
        while (true)
        {
            long last = Interlocked.Read(ref _last);
            if (now <= last) return last;
            if (Interlocked.CompareExchange(ref _last, now, last) == last) return now;
        }
    }
}
