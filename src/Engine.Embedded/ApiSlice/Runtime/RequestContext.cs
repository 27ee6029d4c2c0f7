namespace Orleans.Runtime;

/// <summary>
/// Values that travel with a call from the caller to the callee, and on with the callee's calls. They do not travel back.
/// Like arguments, values are copied on the way unless they are immutable.
/// </summary>
public static class RequestContext
{
    // The dictionary is never changed once it is published here: a change makes a new one.
    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    internal static Dictionary<string, object>? Current
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    public static object? Get(string key) => Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var values = Values.Value;
        var changed = values is null ? new Dictionary<string, object>(1) : new Dictionary<string, object>(values);
        changed[key] = value;
        Values.Value = changed;
    }

    public static bool Remove(string key)
    {
        if (Values.Value is not { } values || !values.ContainsKey(key)) return false;
        if (values.Count == 1)
        {
            Clear();
            return true;
        }

        var changed = new Dictionary<string, object>(values);
        changed.Remove(key);
        Values.Value = changed;
        return true;
    }

    public static void Clear()
    {
        if (Values.Value is not null) Values.Value = null;
    }
}
