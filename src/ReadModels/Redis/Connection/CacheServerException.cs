namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>A server answers, and must not be used as it is.</summary>
internal sealed class CacheServerException(string message, Exception? cause = null) : Exception(message, cause);
