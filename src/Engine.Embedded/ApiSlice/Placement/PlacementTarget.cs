namespace Orleans.Runtime.Placement;

/// <summary>The grain to be placed.</summary>
public readonly struct PlacementTarget(GrainId grainIdentity, Dictionary<string, object>? requestContextData, GrainInterfaceType interfaceType, ushort interfaceVersion)
{
    public GrainId GrainIdentity { get; } = grainIdentity;

    public GrainInterfaceType InterfaceType { get; } = interfaceType;

    public ushort InterfaceVersion { get; } = interfaceVersion;

    /// <summary>The request context of the call that needs the activation.</summary>
    public Dictionary<string, object>? RequestContextData { get; } = requestContextData;
}
