using MemberGrains.Gateway.Http;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Gateway.Requests;

/// <summary>The forms of fields that several requests have.</summary>
internal static class FieldRules
{
    private const int MaxReason = 200;
    private const int MaxApp = 32;

    /// <summary>The text of an identity, needed.</summary>
    public static NamedText Identity(this JsonFields fields, string name) => new(name, fields.RequiredText(name));

    /// <summary><c>[a-z0-9][a-z0-9-]{0,31}</c>, needed.</summary>
    public static string? App(this JsonFields fields, string name = "app") => CheckApp(fields, name, fields.RequiredText(name));

    /// <summary>As <see cref="App"/>, but may be left out.</summary>
    public static string? OptionalApp(this JsonFields fields, string name) => CheckApp(fields, name, fields.OptionalText(name));

    /// <summary>Up to 200 characters, no control characters; may be left out.</summary>
    public static string? Reason(this JsonFields fields) => CheckReason(fields, fields.OptionalText("reason"));

    /// <summary>As <see cref="Reason"/>, but needed.</summary>
    public static string? RequiredReason(this JsonFields fields) => CheckReason(fields, fields.RequiredText("reason"));

    /// <summary><c>strong | bounded | any</c>; null for anything else.</summary>
    public static Consistency? ParseConsistency(string text) => text switch
    {
        "strong" => Consistency.Strong,
        "bounded" => Consistency.Bounded,
        "any" => Consistency.Any,
        _ => null,
    };

    private static string? CheckReason(JsonFields fields, string? reason)
    {
        if (reason is null) return null;
        if (reason.EnumerateRunes().Count() > MaxReason) fields.Refuse("reason", "A reason has at most 200 characters.");
        if (reason.Any(char.IsControl)) fields.Refuse("reason", "A reason has no control characters.");
        return reason;
    }

    private static string? CheckApp(JsonFields fields, string name, string? app)
    {
        if (app is null || IsApp(app)) return app;
        fields.Refuse(name, "An application is [a-z0-9][a-z0-9-]{0,31}.");
        return null;
    }

    private static bool IsApp(string text)
    {
        if (text.Length is 0 or > MaxApp || text[0] == '-') return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        }

        return true;
    }
}
