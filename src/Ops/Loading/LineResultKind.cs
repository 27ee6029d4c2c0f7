namespace MemberGrains.Ops.Loading;

/// <summary>Whether a line was taken.</summary>
internal enum LineResultKind
{
    /// <summary>The cluster says it is so, now or since before.</summary>
    Accepted,

    /// <summary>The final answer is no.</summary>
    Refused,

    /// <summary>No final answer was to be had: run the load again.</summary>
    Unanswered,
}
