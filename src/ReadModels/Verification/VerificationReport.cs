using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Verification;

/// <summary>Every read model beside the rows.</summary>
/// <param name="Identities">Registered identities in the rows.</param>
/// <param name="Members">Member ids that ever lived, by rows and history.</param>
/// <param name="Models">One per model and kind of document.</param>
public sealed record VerificationReport(long Identities, long Members, ImmutableArray<ModelVerification> Models)
{
    /// <summary>Whether all agree.</summary>
    public bool Agrees => Models.All(model => model.Agrees);
}
