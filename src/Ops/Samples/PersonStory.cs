namespace MemberGrains.Ops.Samples;

/// <summary>How a person's identities come together.</summary>
internal enum PersonStory
{
    /// <summary>The mini-program hears of phone and union id at once: one bind registers both.</summary>
    BoundAtOnce,

    /// <summary>A phone account first, the others bound to it later.</summary>
    PhoneFirst,

    /// <summary>Every identity was a member of its own in its own app; binding joins them.</summary>
    JoinedLater,
}
