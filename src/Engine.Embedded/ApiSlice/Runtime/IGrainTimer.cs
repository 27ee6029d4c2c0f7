namespace Orleans.Runtime;

/// <summary>A timer of a grain; disposing it ends it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the time to the next tick and between ticks; -1 ms is never.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
