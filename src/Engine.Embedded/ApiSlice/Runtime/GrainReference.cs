using MemberGrains.Engine.Embedded.Runtime;

namespace Orleans.Runtime;

/// <summary>The address of a grain, with its methods. The class that implements an interface is made when it is first asked for.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(CallRuntime runtime, GrainClass? grainClass, GrainId grainId, Type interfaceType)
    {
        Runtime = runtime;
        Class = grainClass;
        GrainId = grainId;
        Interface = interfaceType;
    }

    public GrainId GrainId { get; }

    public GrainInterfaceType InterfaceType => GrainNames.OfInterface(Interface);

    public virtual string InterfaceName => Interface.FullName!;

    internal CallRuntime Runtime { get; }

    internal GrainClass? Class { get; }

    internal Type Interface { get; }

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)Runtime.MakeReference(typeof(TGrainInterface), GrainId);

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    public sealed override string ToString() => $"GrainReference:{GrainId}";
}
