namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>The scripts, each one call. To add one, put its file beside the others in <c>Scripts</c> and name it here.</summary>
internal enum RedisScript
{
    /// <summary>Of each key its value, or a miss that may take the lease.</summary>
    Read,

    /// <summary>The value alone.</summary>
    Peek,

    /// <summary>Fill under a lease.</summary>
    Fill,

    /// <summary>Write if newer.</summary>
    Put,

    /// <summary>Raise a floor.</summary>
    Raise,

    /// <summary>Who is asked.</summary>
    Ask,
}
