namespace MemberGrains.Ops.Loading;

/// <summary>A line of the file of refused rows.</summary>
internal sealed record RefusedRow(long Line, int Status, string Code, string? Detail);
