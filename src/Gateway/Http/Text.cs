using System.Globalization;

namespace MemberGrains.Gateway.Http;

/// <summary>Numbers as header values; the small ones, which nearly all are, made once.</summary>
internal static class Text
{
    private static readonly string[] Small = [.. Enumerable.Range(0, 2_048).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    private static readonly string[] SmallTags = [.. Enumerable.Range(0, 256).Select(version => $"\"{version}\"")];

    public static string Of(long number) =>
        number >= 0 && number < Small.Length ? Small[number] : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A version as an entity tag.</summary>
    public static string Tag(long version) =>
        version >= 0 && version < SmallTags.Length ? SmallTags[version] : $"\"{Of(version)}\"";
}
