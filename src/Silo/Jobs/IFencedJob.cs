namespace MemberGrains.Silo.Jobs;

/// <summary>
/// Background work of a physical cluster that one silo does at a time, in either center. To add one: implement this and
/// register it with <see cref="FencedJobServices.AddFencedJob{TJob}"/>.
/// </summary>
public interface IFencedJob
{
    /// <summary>Names its fence; never changes.</summary>
    string Name { get; }

    /// <summary>From the end of one run to the beginning of the next.</summary>
    TimeSpan Pause { get; }

    /// <summary>
    /// One run; may last as long as it wants. Throwing ends the run only: the next one comes after the pause.
    /// </summary>
    /// <param name="cluster">The physical cluster.</param>
    /// <param name="fence">The token what it writes must be conditional on, where two runners at once would do harm.</param>
    /// <param name="cancellation">The fence is lost, or the silo stops.</param>
    Task RunAsync(string cluster, long fence, CancellationToken cancellation);
}
