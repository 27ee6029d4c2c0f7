namespace MemberGrains.Interfaces.Operations;

/// <summary>Where a generation of a cache lives.</summary>
/// <param name="Name">One run of one server: another run does not have this generation's floors. Empty: no such generation is current.</param>
/// <param name="BornAt">UTC: when that was decided. Nobody has used the generation before.</param>
[GenerateSerializer, Immutable, Alias("mg.cache-home")]
public readonly record struct CacheHome([property: Id(0)] string Name, [property: Id(1)] DateTimeOffset BornAt)
{
    /// <summary>The generation asked for is not the current one.</summary>
    public static CacheHome None { get; } = new("", DateTimeOffset.MinValue);
}
