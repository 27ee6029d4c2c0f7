namespace MemberGrains.Silo.Jobs;

/// <summary>Registration of background jobs.</summary>
public static class FencedJobServices
{
    /// <summary>Has this silo compete for a job; the runner comes with <c>AddSiloJobs</c>.</summary>
    public static IServiceCollection AddFencedJob<TJob>(this IServiceCollection services)
        where TJob : class, IFencedJob =>
        services.AddSingleton<IFencedJob, TJob>();
}
