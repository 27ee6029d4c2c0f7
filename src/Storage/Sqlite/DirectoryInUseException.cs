namespace MemberGrains.Storage.Sqlite;

/// <summary>A data directory is held by another process.</summary>
public sealed class DirectoryInUseException(string directory, string? process, Exception inner)
    : Exception($"The data directory {Path.GetFullPath(directory)} is in use by {(process is null ? "another process" : $"process {process}")}. Stop it first, or use another directory.", inner);
