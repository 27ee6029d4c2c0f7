using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>A client saw a version of an identity: it was the newest at some moment between two.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Version">The version; 0 for "not registered".</param>
/// <param name="State">What the version was said to hold; null if nothing was said.</param>
/// <param name="From">The earliest that moment may be.</param>
/// <param name="To">The latest it may be.</param>
/// <param name="By">What saw it.</param>
internal sealed record Sighting(IdentityKey Identity, long Version, IdentityState? State, long From, long To, string By);
