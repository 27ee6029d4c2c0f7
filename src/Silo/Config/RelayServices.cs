using MemberGrains.ChangeStream.Registration;
using MemberGrains.Silo.Jobs;

namespace MemberGrains.Silo.Config;

/// <summary>The news: this silo competes for the relays of all physical clusters.</summary>
public static class RelayServices
{
    /// <summary>Needs every center's broker.</summary>
    public static IServiceCollection AddRelays(this IServiceCollection services) =>
        services.AddChangeStream().AddFencedJob<RelayJob>();
}
