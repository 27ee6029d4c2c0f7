using System.Text.Json;
using MemberGrains.Gateway.Problems;

namespace MemberGrains.Gateway.Http;

/// <summary>
/// The fields of a JSON object, asked for one by one; what is missing, of the wrong type, or was never asked for is an
/// error. Names are case-sensitive.
/// </summary>
internal sealed class JsonFields
{
    private readonly List<string> _asked = [];
    private readonly JsonElement _object;
    private readonly FieldErrors _errors;
    private readonly string _prefix;

    /// <param name="element">The object; anything else is an error.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="prefix">Where the object is, <c>filter.</c> for one in a field.</param>
    public JsonFields(JsonElement element, FieldErrors errors, string prefix = "")
    {
        (_object, _errors, _prefix) = (element, errors, prefix);
        if (element.ValueKind != JsonValueKind.Object) errors.Add(prefix.Length == 0 ? "body" : prefix.TrimEnd('.'), "An object is needed.");
    }

    /// <summary>The name that errors of this field carry.</summary>
    public string NameOf(string field) => _prefix + field;

    /// <summary>Reports a field's error.</summary>
    public void Refuse(string field, string message) => _errors.Add(NameOf(field), message);

    /// <summary>A field of any type; null if it is not there.</summary>
    public JsonElement? Find(string field)
    {
        _asked.Add(field);
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(field, out var value) ? value : null;
    }

    /// <summary>A text that must be there; null if it is not.</summary>
    public string? RequiredText(string field)
    {
        var value = Find(field);
        if (value is null) Refuse(field, "The field is needed.");
        return value is null ? null : TextOf(value.Value, field);
    }

    /// <summary>A text; null if it is not there or is no text.</summary>
    public string? OptionalText(string field) => Find(field) is { } value ? TextOf(value, field) : null;

    /// <summary>An array; null if it is not there or is none.</summary>
    public JsonElement? OptionalArray(string field)
    {
        if (Find(field) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Array) return value;
        Refuse(field, "An array is needed.");
        return null;
    }

    /// <summary>A boolean; null if it is not there or is none.</summary>
    public bool? OptionalBoolean(string field)
    {
        if (Find(field) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Refuse(field, "A boolean is needed.");
        return null;
    }

    /// <summary>A whole number within limits; null if it is not there or is none.</summary>
    public int? OptionalNumber(string field, int least, int greatest)
    {
        if (Find(field) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= greatest) return number;
        Refuse(field, $"A whole number of {least}-{greatest} is needed.");
        return null;
    }

    /// <summary>A value as text; null, with an error, if it is none.</summary>
    public string? TextOf(JsonElement value, string field)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String) return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: well-formed JSON that no text can hold.
        }

        Refuse(field, "A text is needed.");
        return null;
    }

    /// <summary>Reports fields that were never asked for.</summary>
    public void Close()
    {
        if (_object.ValueKind != JsonValueKind.Object) return;
        foreach (var property in _object.EnumerateObject())
        {
            if (!_asked.Contains(property.Name)) _errors.AddUnknown(property.Name, "There is no such field.");
        }
    }
}
