using Orleans.Concurrency;

namespace MemberGrains.Conformance.Engine;

[Alias("conformance.timer")]
public interface ITimerGrain : IGrainWithStringKey
{
    [Alias("start")]
    Task Start(TimeSpan due, TimeSpan period, bool interleave);

    [Alias("change")]
    Task Change(TimeSpan due, TimeSpan period);

    [Alias("stop")]
    Task Stop();

    [AlwaysInterleave]
    [Alias("ticks")]
    Task<int> Ticks();

    [AlwaysInterleave]
    [Alias("overlaps")]
    Task<bool> OverlappedACall();

    [Alias("hold")]
    Task HoldUntilReleased();

    [AlwaysInterleave]
    [Alias("release")]
    Task Release();

    [Alias("token")]
    Task<bool> StopAndTellWhetherTheTokenWasCancelled();
}
