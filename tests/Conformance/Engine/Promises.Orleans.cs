namespace MemberGrains.Conformance.Engine;

/// <summary>Where the engines differ and the product knows it.</summary>
internal static class Promises
{
    /// <summary>A client's call on its way through the silo that stops can fail as unavailable; the caller repeats it.</summary>
    public static bool GracefulStopFailsNoCall => false;
}
