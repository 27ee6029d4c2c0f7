using MemberGrains.Engine.Embedded.Hosting;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>What a test cluster is made of.</summary>
public sealed class InProcessTestClusterOptions
{
    public string ClusterId { get; set; } = string.Empty;

    public string ServiceId { get; set; } = string.Empty;

    /// <summary>Whether DeployAsync also starts the client.</summary>
    public bool InitializeClientOnDeploy { get; set; }

    public short InitialSilosCount { get; set; }

    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];

    internal int BaseSiloPort { get; set; }

    internal int BaseGatewayPort { get; set; }

    internal HostRunner Runner { get; set; } = MachineHostRunner.Instance;
}
