using Orleans.Configuration;

namespace MemberGrains.Silo.Config;

internal static class OrderlyLeaveServices
{
    /// <summary>How long a caller waits who names no time.</summary>
    private static readonly TimeSpan _callsInFlight = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A silo that leaves tells its clients to send by others, and closes its gateway. What came in by it is answered by it:
    /// without a pause between the two, which is Orleans' default, answers under way are dropped and their callers wait in vain.
    /// </summary>
    public static IServiceCollection AddOrderlyLeave(this IServiceCollection services) =>
        services.Configure<SiloMessagingOptions>(options => options.ClientGatewayShutdownNotificationTimeout = _callsInFlight);
}
