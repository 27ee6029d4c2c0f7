namespace Orleans.TestingHost;

/// <summary>What is particular to one silo.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    public int SiloPort { get; set; }

    public int GatewayPort { get; set; }

    public string SiloName { get; set; } = string.Empty;

    public static InProcessTestSiloSpecificOptions Create(InProcessTestCluster testCluster, InProcessTestClusterOptions testClusterOptions, int instanceNumber, bool assignNewPort = false)
    {
        ArgumentNullException.ThrowIfNull(testCluster);
        ArgumentNullException.ThrowIfNull(testClusterOptions);
        var (siloPort, gatewayPort) = assignNewPort
            ? testCluster.PortAllocator.AllocateConsecutivePortPairs(1)
            : (testClusterOptions.BaseSiloPort + instanceNumber, testClusterOptions.BaseGatewayPort + instanceNumber);
        return new InProcessTestSiloSpecificOptions { SiloName = $"Silo_{instanceNumber}", SiloPort = siloPort, GatewayPort = gatewayPort };
    }
}
