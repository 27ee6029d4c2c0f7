namespace MemberGrains.Silo.Config;

/// <summary>The one entry to everything a silo is made of; what hosts a silo calls this.</summary>
public static class MemberSilo
{
    /// <summary>
    /// The grains, their placement and the background jobs. The host brings the record's ports, and may bring a clock and a
    /// source of random bytes of its own before.
    /// </summary>
    public static ISiloBuilder AddMemberSilo(this ISiloBuilder silo, GrainOptions options)
    {
        silo.Services.AddIdentityGrains(options);
        silo.Services.AddSiloJobs();
        silo.Services.AddOrderlyLeave();
        return silo;
    }
}
