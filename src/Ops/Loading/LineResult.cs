namespace MemberGrains.Ops.Loading;

/// <summary>How a line ended.</summary>
/// <param name="Kind">Whether it was taken.</param>
/// <param name="Status">HTTP status; 0 if it was not, or could not be, sent.</param>
/// <param name="Code">Outcome of a success, problem code of a refusal.</param>
/// <param name="Detail">Of a refusal: the problem's detail; else null.</param>
internal sealed record LineResult(LineResultKind Kind, int Status, string Code, string? Detail = null)
{
    /// <summary>An empty line: nothing to send, nothing to count.</summary>
    public static LineResult Blank { get; } = new(LineResultKind.Accepted, 0, string.Empty);
}
