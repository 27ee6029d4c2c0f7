namespace Orleans.Configuration;

/// <summary>The names of the cluster. In one process, hosts with the same <see cref="ClusterId"/> are one cluster.</summary>
public class ClusterOptions
{
    /// <value>Default "default".</value>
    public string ClusterId { get; set; } = "default";

    /// <value>Default "default".</value>
    public string ServiceId { get; set; } = "default";
}
