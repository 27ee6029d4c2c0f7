using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.ReadModels.Status;

/// <summary>What is known of one read model: how far it is, whether it is filled, whether it can be written.</summary>
public sealed class ReadModelHealth
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _budget;
    private readonly DateTimeOffset _started;
    private volatile bool _filled;
    private volatile bool _failing;

    /// <param name="center">Center it belongs to.</param>
    /// <param name="name">Its name for operators.</param>
    /// <param name="clusters">The physical clusters it follows.</param>
    /// <param name="visibleAfter">Readers see what is applied at the latest after this time.</param>
    /// <param name="budget">How far it may be behind and be live.</param>
    /// <param name="time">Its clock.</param>
    public ReadModelHealth(string center, string name, IStreamClusters clusters, TimeSpan visibleAfter, TimeSpan budget, TimeProvider time)
    {
        Center = center;
        Name = name;
        _budget = budget;
        _time = time;
        _started = time.GetUtcNow();
        Progress = new StreamProgress(clusters, visibleAfter, time);
    }

    /// <summary>Center it belongs to.</summary>
    public string Center { get; }

    /// <summary>Its name for operators.</summary>
    public string Name { get; }

    /// <summary>How far it is in each physical cluster.</summary>
    public StreamProgress Progress { get; }

    /// <summary>What can be expected of it.</summary>
    public ReadModelState State =>
        !_filled ? ReadModelState.Rebuilding
        : _failing ? ReadModelState.Down
        : Progress.VisibleThrough is not null && Lag <= _budget ? ReadModelState.Live
        : ReadModelState.Behind;

    /// <summary>Time since everything committed was seen here; since the start while that is unknown.</summary>
    public TimeSpan Lag => Since(Progress.VisibleThrough ?? _started);

    /// <summary>It holds everything that was committed before it began to follow the stream.</summary>
    public void MarkFilled() => _filled = true;

    /// <summary>It could not be written.</summary>
    public void MarkFailing() => _failing = true;

    /// <summary>It was written.</summary>
    public void MarkWorking() => _failing = false;

    /// <summary>What this process says of it to others.</summary>
    public ReadModelReport Report(long waitingEvents) => new(Name, _filled, _failing, waitingEvents, Progress.Applied());

    /// <summary>Takes what a process that feeds it has said.</summary>
    public void Take(ReadModelReport report)
    {
        (_filled, _failing) = (report.Filled, report.Failing);
        foreach (var (cluster, through) in report.Applied) Progress.Advance(cluster, through);
    }

    private TimeSpan Since(DateTimeOffset then)
    {
        var lag = _time.GetUtcNow() - then;
        return lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
    }
}
