using System.Collections.Immutable;
using System.Globalization;

namespace MemberGrains.ReadModels.Elasticsearch.Schema;

/// <summary>
/// Names of a cluster's indices and aliases. Readers and writers know aliases only; an index behind them carries a counter
/// (<c>membergrains-identity-000001</c>), the same for both kinds.
/// </summary>
internal sealed class IndexNames(string prefix)
{
    public static readonly ImmutableArray<DocumentKind> Kinds = [DocumentKind.Identity, DocumentKind.Member];

    /// <summary>Every index of ours, as a path's list of names.</summary>
    public string Everything => string.Join(',', Kinds.Select(Pattern));

    public string Template(DocumentKind kind) => $"{prefix}-{Word(kind)}";

    public string Pattern(DocumentKind kind) => $"{prefix}-{Word(kind)}-0*";

    public string Read(DocumentKind kind) => $"{prefix}-{Word(kind)}-read";

    public string Write(DocumentKind kind) => $"{prefix}-{Word(kind)}-write";

    /// <summary>The index that is being filled; there only while one is.</summary>
    public string Rebuild(DocumentKind kind) => $"{prefix}-{Word(kind)}-rebuild";

    public string Numbered(DocumentKind kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Word(kind)}-{number:D6}");

    /// <summary>Both indices of a counter, as a path's list of names.</summary>
    public string Pair(int number) => string.Join(',', Kinds.Select(kind => Numbered(kind, number)));

    /// <summary>The counter of an index of ours; null of any other name.</summary>
    public int? NumberOf(string index) =>
        index.Length > 6 && int.TryParse(index.AsSpan(index.Length - 6), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && Kinds.Any(kind => index == Numbered(kind, number)) ? number : null;

    private static string Word(DocumentKind kind) => kind == DocumentKind.Identity ? "identity" : "member";
}
