using MemberGrains.Gateway;
using MemberGrains.Gateway.Accounts;
using MemberGrains.Local.Cluster;
using MemberGrains.Local.Data;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Resilience.Quotas;

namespace MemberGrains.Local.Gateways;

/// <summary>The gateways of both centers, on loopback only.</summary>
internal static class LaptopGateways
{
    /// <summary>Builds the gateway of a center.</summary>
    public static WebApplication Build(string center, int port, LaptopKeys keys, LaptopParts parts, IGrainFactory grains, Action<ILoggingBuilder> logging)
    {
        var options = new GatewayOptions
        {
            Center = center,
            TakesLaptopKeys = true,
            Address = $"http://127.0.0.1:{port}",
            Accounts =
            [
                Account("order", AccountClass.Order, keys.Order),
                Account("marketing", AccountClass.Marketing, keys.Marketing),
                Account("operator", AccountClass.Operator, keys.Operator),
            ],
        };
        return GatewayApp.Build(options, services =>
        {
            services.AddLogging(logging);
            services.AddSingleton(grains);
            services.AddViewsOf(center, parts.Services);
        });
    }

    /// <summary>Where a started gateway listens.</summary>
    public static string AddressOf(WebApplication gateway) => gateway.Urls.First();

    // The person at the laptop is the only caller: its own quota would protect nobody.
    private static AccountOptions Account(string name, AccountClass kind, string key) => new()
    {
        Name = name,
        Class = kind,
        KeySha256 = ApiKeyHash.Hex(key),
        Owner = "laptop",
        Quota = new QuotaOptions { PerSecond = 1_000_000, Burst = 1_000_000 },
    };
}
