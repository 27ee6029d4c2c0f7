namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>A piece of work that an activation admits one at a time: a call or a timer tick. It lasts until its task ends.</summary>
internal abstract class Turn
{
    /// <summary>The activation that began it.</summary>
    public Activation? Host { get; set; }

    public abstract bool Interleaves { get; }

    public abstract bool ReadOnly { get; }

    /// <summary>Starts the work in a turn of <paramref name="activation"/>. Null: there is nothing left to do.</summary>
    public abstract Task? Begin(Activation activation);

    /// <summary>The work has ended.</summary>
    public abstract void End(Activation activation, Task task);

    /// <summary>The activation ends before this began: find another, or give up.</summary>
    public abstract void Reroute(Activation activation);

    /// <summary>The activation could not be made.</summary>
    public abstract void Fail(Exception fault);
}
