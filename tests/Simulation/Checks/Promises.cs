namespace MemberGrains.Simulation.Checks;

/// <summary>The promises by name, as docs and issues cite them.</summary>
internal static class Promises
{
    public const string Agreement = "P1 agreement";
    public const string Uniqueness = "P2 uniqueness";
    public const string Atomic = "P3 atomic bind";
    public const string Durable = "P4 durable and logged";
    public const string Idempotent = "P5 idempotent";
    public const string StrongReads = "P6 strong reads";
    public const string Converged = "P7 read models converge";
    public const string Unhindered = "nobody waits for another's lock";
    public const string Finished = "everything finishes";
}
