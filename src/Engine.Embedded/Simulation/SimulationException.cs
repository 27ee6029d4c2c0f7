namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>A simulated run could not go on as one.</summary>
public sealed class SimulationException : Exception
{
    public SimulationException(string message)
        : base(message)
    {
    }

    public SimulationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
