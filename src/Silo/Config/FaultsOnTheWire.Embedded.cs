namespace MemberGrains.Silo.Config;

internal static class FaultsOnTheWireServices
{
    /// <summary>Nothing: within one process a fault is handed over as it is, its cause too.</summary>
    public static IServiceCollection AddFaultsOnTheWire(this IServiceCollection services) => services;
}
