using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Silo.Hosting;

/// <summary>A silo of its own process; configuration section <c>Silo</c>.</summary>
public sealed class SiloProcessOptions
{
    /// <summary>The center it stands in: grains are placed beside their slot's primary by it.</summary>
    /// <value><c>a</c> or <c>b</c>; required.</value>
    [Required, RegularExpression("^[ab]$")]
    public string Center { get; set; } = "";

    /// <summary>Port for other silos.</summary>
    /// <value>1 to 65,535; default 11,111.</value>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Port for gateways.</summary>
    /// <value>1 to 65,535; default 30,000.</value>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;
}
