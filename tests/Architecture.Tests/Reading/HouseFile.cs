using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemberGrains.Architecture.Tests.Reading;

/// <summary>A file of the repository. Text and syntax are read once, when a rule first asks.</summary>
internal sealed class HouseFile(string path, Func<string> read)
{
    private readonly Lazy<string> text = new(read);
    private SyntaxNode? syntax;

    /// <summary>Relative to the repository, with forward slashes.</summary>
    public string Path { get; } = path;

    public string Name => System.IO.Path.GetFileName(Path);

    public string Extension => System.IO.Path.GetExtension(Path);

    public string Text => text.Value;

    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public SyntaxNode Syntax => syntax ??= CSharpSyntaxTree
        .ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse))
        .GetRoot();

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public Violation At(SyntaxNodeOrToken place, string reason) => At(place.GetLocation()!, reason);

    public Violation At(SyntaxTrivia place, string reason) => At(place.GetLocation(), reason);

    public Violation At(int line, string reason) => new(Path, line, reason);

    private Violation At(Location location, string reason) => new(Path, location.GetLineSpan().StartLinePosition.Line + 1, reason);
}
