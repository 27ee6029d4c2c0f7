namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>The port in a silo's address. Nothing listens there: it only tells silos apart.</summary>
internal sealed record SiloEndpoint(int Port, int GatewayPort)
{
    public static readonly SiloEndpoint Default = new(11111, 30000);
}
