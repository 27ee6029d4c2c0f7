using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search;

namespace MemberGrains.Gateway.Requests;

/// <summary>The body of a search.</summary>
internal static class SearchRequest
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxCursor = 4_096;
    private const int MaxSorts = 3;

    /// <summary>The problem with it, or null and the query.</summary>
    public static Problem? Read(Exchange exchange, IdentityParser parser, out MemberQuery query)
    {
        var fields = exchange.Fields();
        var identities = new NamedIdentities(parser);
        var filter = ReadFilter(fields, exchange.Errors, ref identities);
        var sort = ReadSort(fields, exchange.Errors);
        int limit = fields.OptionalNumber("limit", 1, MaxLimit) ?? DefaultLimit;
        string? cursor = fields.OptionalText("cursor");
        if (cursor is { Length: 0 or > MaxCursor }) fields.Refuse("cursor", "A cursor is what the page before gave.");
        fields.Close();
        query = new MemberQuery(filter, sort, limit, cursor);
        return exchange.HasErrors(out var problem) ? problem : identities.Problem;
    }

    private static MemberFilter ReadFilter(JsonFields request, FieldErrors errors, ref NamedIdentities identities)
    {
        if (request.Find("filter") is not { } element)
        {
            request.Refuse("filter", "The field is needed.");
            return new MemberFilter();
        }

        var fields = new JsonFields(element, errors, "filter.");
        IdentityKey? identity = fields.OptionalText("identity") is { } text ? identities.Read("filter.identity", text) : null;
        var filter = new MemberFilter
        {
            Identity = identity,
            MemberId = MemberId(fields),
            Kind = Kind(fields),
            App = fields.OptionalApp("app"),
            Status = Status(fields),
            BoundAfter = Time(fields, "boundAfter"),
            BoundBefore = Time(fields, "boundBefore"),
            IdentityPrefix = Prefix(fields),
        };
        fields.Close();
        return filter;
    }

    private static string? MemberId(JsonFields fields)
    {
        string? id = fields.OptionalText("memberId");
        if (id is "") fields.Refuse("memberId", "A member id is not empty.");
        return id;
    }

    private static string? Kind(JsonFields fields)
    {
        string? kind = fields.OptionalText("kind");
        if (kind is not null && !IdentityKind.TryGet(kind, out _)) fields.Refuse("kind", "There is no such kind.");
        return kind;
    }

    private static IdentityStatus? Status(JsonFields fields)
    {
        switch (fields.OptionalText("status"))
        {
            case null:
                return null;
            case "active":
                return IdentityStatus.Active;
            case "quarantined":
                return IdentityStatus.Quarantined;
            default:
                fields.Refuse("status", "One of active, quarantined is needed.");
                return null;
        }
    }

    private static DateTimeOffset? Time(JsonFields fields, string name)
    {
        if (fields.OptionalText(name) is not { } text) return null;
        var time = TimeText.Parse(text);
        if (time is null) fields.Refuse(name, "A time in UTC is needed, as of RFC 3339.");
        return time;
    }

    private static string? Prefix(JsonFields fields)
    {
        string? prefix = fields.OptionalText("identityPrefix");
        if (prefix is null || IdentityPrefix.IsValid(prefix)) return prefix;
        fields.Refuse("identityPrefix", "phone: or elong: and 5 or more characters of the normal form are needed.");
        return null;
    }

    private static ImmutableArray<MemberSort> ReadSort(JsonFields request, FieldErrors errors)
    {
        if (request.OptionalArray("sort") is not { } array) return [];
        if (array.GetArrayLength() > MaxSorts)
        {
            request.Refuse("sort", "At most 3 sort keys are taken.");
            return [];
        }

        var sorts = ImmutableArray.CreateBuilder<MemberSort>();
        foreach (var element in array.EnumerateArray())
        {
            var fields = new JsonFields(element, errors, "sort.");
            var field = Field(fields);
            bool descending = Descending(fields);
            fields.Close();
            if (element.ValueKind == JsonValueKind.Object) sorts.Add(new MemberSort(field, descending));
        }

        if (sorts.DistinctBy(sort => sort.Field).Count() < sorts.Count) request.Refuse("sort", "A field is named twice.");
        return sorts.ToImmutable();
    }

    private static SortField Field(JsonFields fields)
    {
        switch (fields.RequiredText("field"))
        {
            case "identity":
                return SortField.Identity;
            case "boundAt":
                return SortField.BoundAt;
            case "updatedAt":
                return SortField.UpdatedAt;
            default:
                fields.Refuse("field", "One of boundAt, updatedAt, identity is needed.");
                return SortField.Identity;
        }
    }

    private static bool Descending(JsonFields fields)
    {
        string? order = fields.OptionalText("order");
        if (order is not (null or "asc" or "desc")) fields.Refuse("order", "One of asc, desc is needed.");
        return order == "desc";
    }
}
