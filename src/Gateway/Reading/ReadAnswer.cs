using System.Collections.Immutable;

namespace MemberGrains.Gateway.Reading;

/// <summary>What is known of an identity. Closed: one of the nested records.</summary>
internal abstract record ReadAnswer
{
    private ReadAnswer()
    {
    }

    /// <summary>The relation.</summary>
    /// <param name="Version">The identity's version.</param>
    /// <param name="Json">The relation as it is sent.</param>
    /// <param name="Source">Where it is from.</param>
    /// <param name="StalenessMs">It was the newest at some moment within so many milliseconds; 0 only from a grain.</param>
    public sealed record Found(long Version, ImmutableArray<byte> Json, ReadSource Source, long StalenessMs) : ReadAnswer;

    /// <summary>Not registered: the record's own word.</summary>
    public sealed record Unknown : ReadAnswer
    {
        public static Unknown Instance { get; } = new();
    }

    /// <summary>The record itself is older than the version asked for.</summary>
    public sealed record OlderThanAsked : ReadAnswer
    {
        public static OlderThanAsked Instance { get; } = new();
    }
}
