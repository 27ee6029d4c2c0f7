using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Gateway.Http;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Gateway.Requests;

/// <summary>The body of a batch resolve.</summary>
/// <param name="Identities">As written, in the caller's order.</param>
/// <param name="Consistency">How fresh.</param>
internal sealed record ResolveRequest(ImmutableArray<string> Identities, Consistency Consistency)
{
    private const int MaxIdentities = 200;

    /// <summary>Reads it; what is wrong is in the exchange's errors.</summary>
    public static ResolveRequest Read(Exchange exchange)
    {
        var fields = exchange.Fields();
        var identities = ReadIdentities(fields);
        var consistency = Consistency.Bounded;
        if (fields.OptionalText("consistency") is { } text)
        {
            if (FieldRules.ParseConsistency(text) is { } parsed) consistency = parsed;
            else fields.Refuse("consistency", "One of strong, bounded, any is needed.");
        }

        fields.Close();
        return new ResolveRequest(identities, consistency);
    }

    private static ImmutableArray<string> ReadIdentities(JsonFields fields)
    {
        if (fields.Find("identities") is not { ValueKind: JsonValueKind.Array } array)
        {
            fields.Refuse("identities", "An array of texts is needed.");
            return [];
        }

        int count = array.GetArrayLength();
        if (count is 0 or > MaxIdentities)
        {
            fields.Refuse("identities", "1-200 identities are needed.");
            return [];
        }

        var identities = ImmutableArray.CreateBuilder<string>(count);
        foreach (var element in array.EnumerateArray()) identities.Add(fields.TextOf(element, "identities") ?? "");
        return identities.MoveToImmutable();
    }
}
