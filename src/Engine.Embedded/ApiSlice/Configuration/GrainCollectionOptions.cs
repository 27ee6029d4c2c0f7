namespace Orleans.Configuration;

/// <summary>When activations are collected.</summary>
public class GrainCollectionOptions
{
    /// <summary>The time between two looks for idle activations.</summary>
    /// <value>Default 1 min; more than zero.</value>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation stays without calls before it is collected.</summary>
    /// <value>Default 15 min; more than <see cref="CollectionQuantum"/>.</value>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Ages of single grain classes, by the full name of the class.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>How long OnActivateAsync may take before its token is cancelled.</summary>
    /// <value>Default 30 s; more than zero.</value>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may take to end: its running calls, then OnDeactivateAsync.</summary>
    /// <value>Default 30 s; more than zero.</value>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
