using Orleans.Configuration;
using Orleans.Hosting;

namespace MemberGrains.Conformance.Engine;

/// <summary>Where the engines differ and the product knows it.</summary>
internal static class Promises
{
    /// <summary>A client's call on its way through the silo that stops can fail as unavailable; the caller repeats it.</summary>
    public static bool GracefulStopFailsNoCall => false;

    /// <summary>With the pauses of the product's silos; src/Silo/Config/OrderlyLeave.Orleans.cs says what is lost without.</summary>
    public static ISiloBuilder StopsInOrder(this ISiloBuilder silo) => silo.Configure<SiloMessagingOptions>(options =>
    {
        options.ClientGatewayShutdownNotificationTimeout = TimeSpan.FromSeconds(2);
        options.WaitForMessageToBeQueuedForOutboundTime = TimeSpan.FromSeconds(1);
    });
}
