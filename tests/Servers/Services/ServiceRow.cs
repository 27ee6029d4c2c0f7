namespace MemberGrains.Servers.Services;

/// <summary>A line of <c>./dev services status</c>.</summary>
/// <param name="Center"><c>-</c> where it serves both.</param>
/// <param name="ProcessId">0 while it does not run, and for a server elsewhere.</param>
internal sealed record ServiceRow(string Name, string Role, string Center, string Port, int ProcessId, long MemoryBytes, bool IsUp);
