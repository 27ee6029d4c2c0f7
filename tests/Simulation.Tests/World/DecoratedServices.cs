using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Simulation.Tests.World;

/// <summary>Puts something broken in front of a service.</summary>
internal static class DecoratedServices
{
    public static void Decorate<T>(this IServiceCollection services, Func<T, T> decorate)
        where T : class
    {
        var known = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider => decorate((T)known.ImplementationFactory!(provider)));
    }
}
