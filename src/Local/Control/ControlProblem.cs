namespace MemberGrains.Local.Control;

/// <summary>Why the endpoint did not do it.</summary>
internal sealed record ControlProblem(string Code, string Detail);
