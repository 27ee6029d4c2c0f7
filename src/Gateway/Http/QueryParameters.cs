using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Routing;

namespace MemberGrains.Gateway.Http;

/// <summary>The query of a request, read from its raw text: unknown, repeated and malformed parameters are errors.</summary>
internal readonly struct QueryParameters
{
    private readonly Dictionary<string, string>? _values;

    private QueryParameters(Dictionary<string, string> values) => _values = values;

    /// <summary>The value of a parameter; null if it was not sent.</summary>
    public string? this[string name] => _values is not null && _values.TryGetValue(name, out string? value) ? value : null;

    /// <param name="query">With its question mark, as sent; empty for none.</param>
    /// <param name="known">The route's parameters.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static QueryParameters Read(string query, IReadOnlyList<string> known, FieldErrors errors)
    {
        if (query.Length <= 1) return default;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in query.AsSpan(1).Split('&'))
        {
            var pair = query.AsSpan(1)[range];
            int equals = pair.IndexOf('=');
            string? name = PercentEncoding.Decode(equals < 0 ? pair : pair[..equals]);
            string? value = PercentEncoding.Decode(equals < 0 ? default : pair[(equals + 1)..]);
            if (name is null) errors.Add("query", "A parameter's percent-encoding is malformed.");
            else if (!known.Contains(name)) errors.AddUnknown(name, "The route knows no such parameter.");
            else if (value is null) errors.Add(name, "The percent-encoding is malformed.");
            else if (!values.TryAdd(name, value)) errors.Add(name, "The parameter is given twice.");
        }

        return new QueryParameters(values);
    }
}
