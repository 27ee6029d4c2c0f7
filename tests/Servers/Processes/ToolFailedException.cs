namespace MemberGrains.Servers.Processes;

/// <summary>A program that was to do one thing said no; what it said is in the message.</summary>
public sealed class ToolFailedException(string message) : Exception(message);
