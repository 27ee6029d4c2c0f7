namespace Orleans;

/// <summary>Sees every call that leaves this client or silo.</summary>
public interface IOutgoingGrainCallFilter
{
    Task Invoke(IOutgoingGrainCallContext context);
}
