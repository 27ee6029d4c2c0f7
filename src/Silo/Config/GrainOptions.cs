using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Rules;

namespace MemberGrains.Silo.Config;

/// <summary>Options of the identity grains.</summary>
public sealed class GrainOptions
{
    /// <summary>Limits of a member.</summary>
    /// <value>As <see cref="BindingLimits"/> says.</value>
    public BindingLimits Limits { get; set; } = new();

    /// <summary>Patience of the commit across identities.</summary>
    public ProtocolOptions Protocol { get; set; } = new();
}
