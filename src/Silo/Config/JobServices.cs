using MemberGrains.Silo.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberGrains.Silo.Config;

/// <summary>Background jobs: the runner, recovery of unfinished operations, clean-up of old answers.</summary>
public static class JobServices
{
    /// <summary>Options come from the usual sources; every one has a default.</summary>
    public static IServiceCollection AddSiloJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<FencedJobOptions>()
            .ValidateDataAnnotations()
            .Validate(options => options.AskEveryMs * 2 < options.LeaseMs, "AskEveryMs must be under half of LeaseMs.")
            .ValidateOnStart();
        services.AddOptions<RecoveryOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AnswerCleanupOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PendingMeter>();
        services.AddFencedJob<RecoveryJob>();
        services.AddFencedJob<AnswerCleanupJob>();
        return services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FencedJobRunner>();
    }
}
