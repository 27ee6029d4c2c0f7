namespace MemberGrains.ChangeStream.Port;

/// <summary>The broker is not answerable for the message, which may still have been delivered: publish it again.</summary>
public sealed class NotConfirmedException(string message, Exception? inner = null) : Exception(message, inner);
