namespace MemberGrains.Gateway.Requests;

/// <summary>A field's text on its way to be an identity.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Text">Null if it is missing or no text, which is told as the field's error.</param>
internal readonly record struct NamedText(string Field, string? Text);
