using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Protocol;

/// <summary>The committed state of an identity, for a command that another one coordinates.</summary>
/// <param name="Version">0 while not registered.</param>
/// <param name="State">Null while not registered.</param>
/// <param name="Revision">Of the row the state was read from.</param>
/// <param name="Epoch">Of its slot.</param>
/// <param name="Busy">An undecided operation holds the identity: nothing may be decided on this state.</param>
[GenerateSerializer, Immutable, Alias("mg.gather-reply")]
public sealed record GatherReply(
    [property: Id(0)] long Version,
    [property: Id(1)] IdentityState? State,
    [property: Id(2)] long Revision,
    [property: Id(3)] long Epoch,
    [property: Id(4)] bool Busy);
