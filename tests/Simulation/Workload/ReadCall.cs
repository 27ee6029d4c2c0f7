using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Simulation.Workload;

/// <summary>One read and what came of it.</summary>
/// <param name="request">What was asked.</param>
/// <param name="minVersion">The version it must not be older than; 0 for none.</param>
/// <param name="invoked">When it was sent.</param>
public sealed class ReadCall(Request.Read request, long minVersion, Moment invoked)
{
    /// <summary>What was asked.</summary>
    public Request.Read Request => request;

    /// <summary>The version it must not be older than; 0 for none.</summary>
    public long MinVersion => minVersion;

    /// <summary>When it was sent.</summary>
    public Moment Invoked => invoked;

    /// <summary>When its end was seen; null while it runs.</summary>
    public Moment? Ended { get; private set; }

    /// <summary>What came back; null if a fault did.</summary>
    public ResolveReply? Reply { get; private set; }

    /// <summary>The fault; null if a reply came.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>A reply came.</summary>
    public void End(Moment moment, ResolveReply reply) => (Ended, Reply) = (moment, reply);

    /// <summary>A fault came.</summary>
    public void End(Moment moment, Exception fault) => (Ended, Fault) = (moment, fault);

    /// <inheritdoc/>
    public override string ToString() => $"{Request.Consistency} read of {Request.Identity}{(Request.Replica is { } center ? $" at the replica of {center}" : "")}";
}
