using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Grains.Operations;

/// <summary>What the operation grain is made of.</summary>
internal static class OperationServices
{
    public static IServiceCollection AddOperationGrain(this IServiceCollection services) =>
        services.AddSingleton<OperationLog>().AddSingleton<OperationLookup>();
}
