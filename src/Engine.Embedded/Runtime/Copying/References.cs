using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Grains in messages: always a reference, never the grain itself.</summary>
internal static class References
{
    public static object ForMessage(IAddressable value) => value is IGrainBase grain ? To(Activation.Of(grain)) : value;

    public static GrainReference To(Activation activation) =>
        activation.Silo.Runtime.MakeReference(activation.Class.PrimaryInterface, activation.GrainId);
}
