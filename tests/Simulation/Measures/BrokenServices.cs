using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Simulation.Measures;

/// <summary>Puts something broken in front of a silo's services and calls.</summary>
internal static class BrokenServices
{
    public static IServiceCollection Decorate<T>(this IServiceCollection services, Func<T, T> decorate)
        where T : class
    {
        var known = services.Last(service => service.ServiceType == typeof(T));
        return services.AddSingleton(provider => decorate((T)known.ImplementationFactory!(provider)));
    }

    public static IServiceCollection AddIncoming(this IServiceCollection services, IIncomingGrainCallFilter filter) => services.AddSingleton(filter);

    public static IServiceCollection AddOutgoing(this IServiceCollection services, IOutgoingGrainCallFilter filter) => services.AddSingleton(filter);

    /// <summary>Has everything that these calls lead to know that it is done for them. All methods if none is named.</summary>
    public static IServiceCollection Mark<TGrain>(this IServiceCollection services, string mark, params string[] methods) =>
        services.AddIncoming(new MarkedCalls(typeof(TGrain), mark, methods));
}
