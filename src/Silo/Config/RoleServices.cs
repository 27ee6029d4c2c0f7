using MemberGrains.Silo.Jobs;
using MemberGrains.Silo.Roles;

namespace MemberGrains.Silo.Config;

/// <summary>Roles and slot map, durably.</summary>
public static class RoleServices
{
    /// <summary>
    /// The silo holds its slot map against the recorded one, and has slots and caches follow changes of roles. Needs a grain
    /// storage named <see cref="Grains.Roles.RoleStorage.Name"/>.
    /// </summary>
    public static IServiceCollection AddClusterRoles(this IServiceCollection services, ConfiguredRoles configured)
    {
        services.AddSingleton(configured);
        services.AddFencedJob<RoleJob>();
        return services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ClusterGuard>();
    }

    /// <summary>Has the record of this process follow the role store; register it before the record.</summary>
    public static IServiceCollection AddRoleDirectory(this IServiceCollection services, ConfiguredRoles configured, Func<IServiceProvider, Func<IGrainFactory>> grains)
    {
        services.AddOptions<RoleDirectoryOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RoleDirectory>(provider, configured, grains(provider)));
        return services.AddSingleton<Storage.Port.IPrimaryDirectory>(provider => provider.GetRequiredService<RoleDirectory>());
    }
}
