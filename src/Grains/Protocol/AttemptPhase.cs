namespace MemberGrains.Grains.Protocol;

/// <summary>How far an attempt has come.</summary>
internal enum AttemptPhase
{
    /// <summary>Participants are being prepared; the decision was not sent.</summary>
    Preparing,

    /// <summary>The decision is being written.</summary>
    Deciding,

    /// <summary>The decision is durable.</summary>
    Decided,

    /// <summary>The decision was never sent, or surely not written.</summary>
    Dead,

    /// <summary>The decision was sent, and whether it was written is not known.</summary>
    Unknown,
}
