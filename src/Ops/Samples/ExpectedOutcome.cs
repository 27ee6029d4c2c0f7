namespace MemberGrains.Ops.Samples;

/// <summary>What must happen to a special line.</summary>
/// <param name="Kind">Why it is special, for example <c>malformed-phone</c>.</param>
/// <param name="Status">HTTP status; 0 for a line that can not be sent at all.</param>
/// <param name="Code">Problem code of a refusal, or outcome of a success.</param>
internal sealed record ExpectedOutcome(string Kind, int Status, string Code);
