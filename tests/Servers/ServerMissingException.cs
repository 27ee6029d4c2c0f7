namespace MemberGrains.Servers;

/// <summary>A server's program is not on this machine; the message says how to get it.</summary>
public sealed class ServerMissingException(string message) : Exception(message);
