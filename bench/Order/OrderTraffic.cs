using System.Globalization;
using MemberGrains.Bench.Http;
using MemberGrains.Bench.Processes;

namespace MemberGrains.Bench.Order;

/// <summary>
/// The requests of the order path, by share: 95 % bounded reads and 4 % strong ones of known identities, 1 % binds of two
/// new identities. Half of the callers stand in each center.
/// </summary>
internal sealed class OrderTraffic(LaptopProcess laptop, IReadOnlyList<string> phones)
{
    private readonly byte[][][] _bounded = [.. Gateways(laptop).Select(gateway => Gets(gateway, laptop.OrderKey, phones, string.Empty))];
    private readonly byte[][][] _strong = [.. Gateways(laptop).Select(gateway => Gets(gateway, laptop.OrderKey, phones, "?consistency=strong"))];

    // Servers outlive a run, and what an earlier run bound would only be answered again. No phone of the sample begins as
    // those of the binds do: one that is bound already is refused.
    private int _last = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 900) * 100_000;

    /// <summary>Port of a caller's gateway.</summary>
    public int PortOf(int caller) => Gateways(laptop)[caller % 2].Port;

    /// <summary>The next request of a caller, and what it is.</summary>
    public (OrderCall Call, byte[] Request) Next(int caller, Random random) => random.Next(100) switch
    {
        0 => (OrderCall.Bind, Bind(Gateways(laptop)[caller % 2])),
        <= 4 => (OrderCall.Strong, _strong[caller % 2][random.Next(phones.Count)]),
        _ => (OrderCall.Bounded, _bounded[caller % 2][random.Next(phones.Count)]),
    };

    private static Uri[] Gateways(LaptopProcess laptop) => [laptop.GatewayA, laptop.GatewayB];

    private static byte[][] Gets(Uri gateway, string key, IReadOnlyList<string> phones, string query) =>
        [.. phones.Select(phone => RequestBytes.Get(new Uri(gateway, $"/v1/identities/phone/{Uri.EscapeDataString(phone)}{query}"), key))];

    private byte[] Bind(Uri gateway)
    {
        int number = Interlocked.Increment(ref _last);
        string body = string.Create(CultureInfo.InvariantCulture, $$"""{"a":"phone:+86133{{number:D8}}","b":"unionid:oB{{number * 7919L:D20}}","app":"order-app"}""");
        return RequestBytes.Json("POST", new Uri(gateway, "/v1/bindings:bind"), laptop.OrderKey, body, string.Create(CultureInfo.InvariantCulture, $"order-{number}"));
    }
}
