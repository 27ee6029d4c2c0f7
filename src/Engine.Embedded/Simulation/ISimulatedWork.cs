namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>A piece of work of a node; one step of the simulation.</summary>
internal interface ISimulatedWork
{
    /// <summary>Work of a killed node is dropped. Null: it is no node's own, such as a message under way.</summary>
    SimulationNode? Node { get; }

    void Execute();
}
