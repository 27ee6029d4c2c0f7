using MemberGrains.Simulation.Record;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Simulation.World;

/// <summary>What a world is made of; everything else is drawn from the seed.</summary>
public sealed record WorldOptions
{
    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Clients that work at once.</summary>
    /// <value>Default 5.</value>
    public int Clients { get; init; } = 5;

    /// <summary>Steps of each client.</summary>
    /// <value>Default 9.</value>
    public int Steps { get; init; } = 9;

    /// <summary>Whether anything goes wrong. If not, stores are quick too: then nothing but contention may keep a command from its answer.</summary>
    /// <value>Default true.</value>
    public bool Faults { get; init; } = true;

    /// <summary>Safety measures of the store that are switched off, to see that the checks notice.</summary>
    public RecordSafety Safety { get; init; } = RecordSafety.All;

    /// <summary>Changes a silo's services last, to break a rule on purpose; null for nothing.</summary>
    public Action<IServiceCollection>? Break { get; init; }

    /// <summary>Gets every line of the trace; null for nobody.</summary>
    public TextWriter? TraceTo { get; init; }
}
