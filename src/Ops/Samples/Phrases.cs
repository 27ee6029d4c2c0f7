namespace MemberGrains.Ops.Samples;

/// <summary>The lines' texts. Everything put in is ASCII without quotes and backslashes, so nothing needs escaping.</summary>
internal static class Phrases
{
    public static readonly string[] PhoneApps = ["travel-app", "flight-app", "hotel-h5"];
    public static readonly string[] MiniApps = ["travel-mini", "rail-mini", "hotel-mini"];
    public const string CardApp = "elong-app";

    public static string Register(string identity, string app) =>
        $$"""{"op":"register","identity":"{{identity}}","app":"{{app}}"}""";

    public static string Bind(string a, string b, string app) =>
        $$"""{"op":"bind","a":"{{a}}","b":"{{b}}","app":"{{app}}"}""";

    public static string Bind(string a, string b, string app, string key) =>
        $$"""{"op":"bind","a":"{{a}}","b":"{{b}}","app":"{{app}}","key":"{{key}}"}""";

    /// <summary>The same phone as people write it: bare, in groups, with country code.</summary>
    public static string AsWritten(string phone, ref PinnedRandom random)
    {
        string digits = phone["phone:+86".Length..];
        return random.Below(10) switch
        {
            0 => $"phone:{digits[..3]} {digits[3..7]} {digits[7..]}",
            1 => $"phone:+86 {digits[..3]}-{digits[3..7]}-{digits[7..]}",
            < 5 => $"phone:{digits}",
            _ => phone,
        };
    }
}
