namespace Orleans;

/// <summary>Sees every call that arrives at a grain of this silo; a grain class may implement it for its own calls.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}
