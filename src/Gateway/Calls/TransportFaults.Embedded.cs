namespace MemberGrains.Gateway.Calls;

/// <summary>Faults of the way to a grain, not of the grain: the call met a silo that stops, or none could take it.</summary>
internal static class TransportFaults
{
    public static bool Is(Exception fault) => fault is OrleansMessageRejectionException;
}
