namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The result of a method without one.</summary>
internal readonly struct Nothing;
