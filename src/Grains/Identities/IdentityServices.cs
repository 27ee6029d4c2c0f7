using MemberGrains.Grains.Protocol;

namespace MemberGrains.Grains.Identities;

/// <summary>What all identity grains of a silo share; a grain holds one reference, to this.</summary>
internal sealed record IdentityServices(
    IdentityReads Reads,
    CommandRunner Commands,
    Participant Participant,
    Fates Fates,
    Recovery Recovery);
