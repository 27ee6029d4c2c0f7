using MemberGrains.Grains.Identities;
using MemberGrains.Grains.Ids;
using MemberGrains.Grains.Operations;
using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Grains;

/// <summary>Registers what the grains are made of. The record's ports come from Storage.</summary>
public static class GrainServices
{
    /// <summary>The identity grains, with their limits and patience. <see cref="RandomBytes"/> and the clock are the host's.</summary>
    /// <param name="services">A silo's services.</param>
    /// <param name="limits">Of members.</param>
    /// <param name="options">Of the commit across identities.</param>
    public static IServiceCollection AddIdentityGrains(this IServiceCollection services, BindingLimits limits, ProtocolOptions options)
    {
        services.AddSingleton(limits);
        services.AddSingleton(options);
        services.AddSingleton<IdSource>();
        services.AddSingleton<JitterRandom>();
        services.AddSingleton<GrainMetrics>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<Fates>();
        services.AddSingleton<Participant>();
        services.AddSingleton<ParticipantCalls>();
        services.AddSingleton<OperationCompletion>();
        services.AddSingleton<OperationCommit>();
        services.AddOperationGrain();
        services.AddSingleton<Gatherer>();
        services.AddSingleton<Coordinator>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<IdentityReads>();
        services.AddSingleton<IdentityServices>();
        return services;
    }
}
