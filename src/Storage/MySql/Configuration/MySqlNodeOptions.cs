using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Storage.MySql;

/// <summary>One server.</summary>
public sealed class MySqlNodeOptions
{
    /// <summary>Its name in messages and metrics, for example <c>c0-a1</c>.</summary>
    /// <value>Required.</value>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The center it stands in.</summary>
    /// <value>Required.</value>
    [Required]
    public string Center { get; set; } = "";

    /// <summary>Host name or address.</summary>
    /// <value>Required.</value>
    [Required]
    public string Host { get; set; } = "";

    /// <summary>TCP port.</summary>
    /// <value>1 to 65,535; default 3306.</value>
    [Range(1, 65_535)]
    public int Port { get; set; } = 3306;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Host}:{Port})";
}
