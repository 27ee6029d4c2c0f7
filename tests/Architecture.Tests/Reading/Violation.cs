namespace MemberGrains.Architecture.Tests.Reading;

/// <summary>One place that breaks a rule.</summary>
/// <param name="Path">File, relative to the repository, with forward slashes.</param>
/// <param name="Line">Counted from 1; 0 when the whole file or its absence is meant.</param>
/// <param name="Reason">What is wrong and what to do instead.</param>
internal sealed record Violation(string Path, int Line, string Reason)
{
    public override string ToString() => Line > 0 ? $"{Path}:{Line}: {Reason}" : $"{Path}: {Reason}";
}
