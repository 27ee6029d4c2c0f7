namespace MemberGrains.Silo.Config;

internal static class OrderlyLeaveServices
{
    /// <summary>Nothing: within one process no answer goes by way of another silo.</summary>
    public static IServiceCollection AddOrderlyLeave(this IServiceCollection services) => services;
}
