using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Resilience.Quotas;

/// <summary>Holds the lock and the clock around one account's <see cref="TokenBucket"/>.</summary>
public sealed class Quota
{
    private readonly Lock _lock = new();
    private readonly QuotaOptions _options;
    private readonly TimeProvider _time;
    private readonly long _start;
    private TokenBucket _bucket;

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Quota(QuotaOptions options, TimeProvider time)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (_options, _time, _start) = (options, time, time.GetTimestamp());
        _bucket = TokenBucket.Full(options, 0);
    }

    /// <summary>Takes one request from the quota: zero if it may go, else how long to wait before the next try.</summary>
    public TimeSpan Take()
    {
        double now = _time.GetElapsedTime(_start).TotalSeconds;
        lock (_lock)
        {
            (_bucket, var retryAfter) = _bucket.Take(_options, now);
            return retryAfter;
        }
    }
}
