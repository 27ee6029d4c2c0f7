using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Storage.MySql;

/// <summary>One physical cluster: a primary and its replicas.</summary>
public sealed class MySqlClusterOptions
{
    /// <summary>Its name in the slot map, for example <c>c0</c>.</summary>
    /// <value>Required.</value>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>Home center of the cluster.</summary>
    /// <value>Required; as in the slot map.</value>
    [Required]
    public string Home { get; set; } = "";

    /// <summary>Name of the node that is the primary until somebody decides otherwise.</summary>
    /// <value>Required; one of <see cref="Nodes"/>.</value>
    [Required]
    public string Primary { get; set; } = "";

    /// <summary>All its nodes, the primary included.</summary>
    /// <value>1 or more; names are unique.</value>
    public IList<MySqlNodeOptions> Nodes { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Id} [{string.Join(' ', Nodes)}]";
}
