namespace Orleans.Serialization.Invocation;

/// <summary>Holds the target of a call.</summary>
public interface ITargetHolder
{
    object? GetTarget();
}
