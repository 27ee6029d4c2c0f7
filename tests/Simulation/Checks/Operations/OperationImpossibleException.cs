using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Simulation.Checks.Operations;

/// <summary>An operation was carried out that needs an identity which it did not find, or did not change.</summary>
internal sealed class OperationImpossibleException(IdentityKey identity) : Exception($"it did not find {identity}")
{
    public IdentityKey Identity => identity;
}
