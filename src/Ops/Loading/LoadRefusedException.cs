namespace MemberGrains.Ops.Loading;

/// <summary>The load can not go on and trying again would not help.</summary>
internal sealed class LoadRefusedException(string message) : Exception(message);
