using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Verification;

/// <summary>One read model beside the rows.</summary>
/// <param name="Center">Center it belongs to.</param>
/// <param name="Name">Its name for operators.</param>
/// <param name="Kind"><c>identities</c>, <c>members</c> or <c>entries</c> (of a cache).</param>
/// <param name="Equal">Same version, same content.</param>
/// <param name="Missing">Not there. A cache may miss what it likes.</param>
/// <param name="Older">There in an older version.</param>
/// <param name="Newer">There in a version that the rows do not have.</param>
/// <param name="Different">Same version, other content.</param>
/// <param name="Extra">There, and not in the rows.</param>
/// <param name="Examples">A few of what is not equal, masked.</param>
public sealed record ModelVerification(
    string Center,
    string Name,
    string Kind,
    long Equal,
    long Missing,
    long Older,
    long Newer,
    long Different,
    long Extra,
    ImmutableArray<string> Examples)
{
    /// <summary>Whether the model agrees with the rows: a cache may miss entries, never have wrong ones.</summary>
    public bool Agrees => Older == 0 && Newer == 0 && Different == 0 && Extra == 0 && (Missing == 0 || Kind == "entries");
}
