using System.Text.RegularExpressions;
using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>Nothing is called done that says of itself that it is not.</summary>
internal sealed partial class NoUnfinishedWork : IHouseRule
{
    private const string Stub = "NotImplementedException";

    public IEnumerable<Violation> Check(House house)
    {
        foreach (var file in house.Code)
        {
            foreach (var comment in file.Syntax.DescendantTrivia().Where(IsComment))
            {
                if (Reminder().Match(comment.ToFullString()) is { Success: true } found)
                    yield return file.At(comment, $"{found.Value}: do it, or open an issue");
            }

            foreach (var token in file.Syntax.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == Stub))
                yield return file.At(token, $"{Stub}: a stub is not an answer");

            if (file.Syntax is CompilationUnitSyntax { Members: [GlobalStatementSyntax { Statement: ReturnStatementSyntax { Expression: LiteralExpressionSyntax } only }] })
                yield return file.At(only, "a program that does nothing");
        }
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
        or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia
        or SyntaxKind.MultiLineDocumentationCommentTrivia;

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Reminder();
}
