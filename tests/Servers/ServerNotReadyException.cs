namespace MemberGrains.Servers;

/// <summary>A server ended, or did not answer in time; the end of its log is in the message.</summary>
public sealed class ServerNotReadyException(string message, Exception? inner = null) : Exception(message, inner);
