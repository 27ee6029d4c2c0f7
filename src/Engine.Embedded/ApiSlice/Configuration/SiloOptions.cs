namespace Orleans.Configuration;

/// <summary>The silo.</summary>
public class SiloOptions
{
    /// <value>Default: a name made from its address.</value>
    public string? SiloName { get; set; }
}
