using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Silo.Roles;

/// <summary>How a process follows the role store.</summary>
public sealed class RoleDirectoryOptions
{
    /// <summary>The time between two looks.</summary>
    /// <value>Milliseconds, 50-60,000. Default 500.</value>
    [Range(50, 60_000)]
    public int LookEveryMs { get; set; } = 500;
}
