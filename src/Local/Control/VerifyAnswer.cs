namespace MemberGrains.Local.Control;

/// <summary>What a comparison of everything with the rows found.</summary>
/// <param name="Agrees">Whether nothing is wrong anywhere.</param>
/// <param name="Items">One per thing compared.</param>
/// <param name="Examples">Some of what is wrong, identities masked.</param>
internal sealed record VerifyAnswer(bool Agrees, IReadOnlyList<VerifyItem> Items, IReadOnlyList<string> Examples);

/// <summary>One thing compared with the rows.</summary>
/// <param name="What">For example <c>a search-primary identities</c>.</param>
/// <param name="Equal">How many are right.</param>
/// <param name="Missing">Not there; caches may miss what they like.</param>
/// <param name="Wrong">There, and older, newer, different or too many.</param>
internal sealed record VerifyItem(string What, long Equal, long Missing, long Wrong);
