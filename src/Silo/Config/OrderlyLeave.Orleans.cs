using Orleans.Configuration;

namespace MemberGrains.Silo.Config;

internal static class OrderlyLeaveServices
{
    /// <summary>How long a caller waits who names no time.</summary>
    private static readonly TimeSpan _callsInFlight = TimeSpan.FromSeconds(2);

    /// <summary>How long what other silos sent before they knew of the leave may be on its way.</summary>
    private static readonly TimeSpan _messagesInFlight = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Two pauses, neither of which Orleans makes by default; without them a caller waits in vain for an answer that was
    /// dropped. A silo that leaves tells its clients to send by others, then closes its gateway: what came in by it must
    /// be answered by it. And once its grains have left it, what others still send to them must be sent on or refused
    /// before it stops to send.
    /// </summary>
    public static IServiceCollection AddOrderlyLeave(this IServiceCollection services) =>
        services.Configure<SiloMessagingOptions>(options =>
        {
            options.ClientGatewayShutdownNotificationTimeout = _callsInFlight;
            options.WaitForMessageToBeQueuedForOutboundTime = _messagesInFlight;
        });
}
