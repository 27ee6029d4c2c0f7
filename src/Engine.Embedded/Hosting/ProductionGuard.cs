using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>Keeps this engine out of production: it has no network, and what one process knows is lost with it.</summary>
internal static class ProductionGuard
{
    /// <exception cref="OrleansConfigurationException">The host environment is Production.</exception>
    public static void Check(IHostEnvironment environment)
    {
        if (environment.IsProduction())
        {
            throw new OrleansConfigurationException(
                "The embedded engine is for laptops and tests and does not start in the environment Production. "
                + "Build with GrainEngine=Orleans for production, or name another environment (DOTNET_ENVIRONMENT=Development).");
        }
    }
}
