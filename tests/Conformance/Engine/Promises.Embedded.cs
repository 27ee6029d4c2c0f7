using Orleans.Hosting;

namespace MemberGrains.Conformance.Engine;

/// <summary>Where the engines differ and the product knows it.</summary>
internal static class Promises
{
    /// <summary>Calls that meet a silo in its graceful stop are handed over, also those on their way from a client.</summary>
    public static bool GracefulStopFailsNoCall => true;

    /// <summary>A silo that stops answers everything that has reached it, as it is.</summary>
    public static ISiloBuilder StopsInOrder(this ISiloBuilder silo) => silo;
}
