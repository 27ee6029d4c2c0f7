namespace MemberGrains.Gateway.Problems;

/// <summary>
/// What is wrong with a request, by field. Messages never echo input; of unknown fields only the first one's name is
/// echoed, cut, so that no answer holds more than 64 characters of its request.
/// </summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _byField = new(StringComparer.Ordinal);
    private bool _echoed;

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _byField.Count > 0;

    /// <summary>Fields in the order found, each with its messages.</summary>
    public IEnumerable<KeyValuePair<string, List<string>>> Fields => _byField;

    public static FieldErrors Of(string field, string message)
    {
        var errors = new FieldErrors();
        errors.Add(field, message);
        return errors;
    }

    /// <param name="field">A name of the contract's, never the caller's.</param>
    /// <param name="message">A text of ours.</param>
    public void Add(string field, string message)
    {
        if (!_byField.TryGetValue(field, out var messages)) _byField.Add(field, messages = []);
        if (!messages.Contains(message)) messages.Add(message);
    }

    /// <param name="name">As the caller wrote it.</param>
    /// <param name="message">A text of ours.</param>
    public void AddUnknown(string name, string message)
    {
        if (_echoed) return;
        _echoed = true;
        Add(Echo.Cut(name), message);
    }
}
