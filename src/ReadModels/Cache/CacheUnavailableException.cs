namespace MemberGrains.ReadModels.Cache;

/// <summary>A center's cache could not be written; what was to be written must be written again.</summary>
public sealed class CacheUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
