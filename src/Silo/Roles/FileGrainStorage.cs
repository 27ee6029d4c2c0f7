using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace MemberGrains.Silo.Roles;

/// <summary>
/// Grain state in files of one directory, one for each grain: for the few grains whose state is not a member's, where all
/// silos are in one process. A write replaces the file in one step and is synced before it is acknowledged; its etag is
/// the write's number.
/// </summary>
/// <param name="directory">Made with the first write.</param>
public sealed class FileGrainStorage(string directory) : IGrainStorage
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            if (Read<T>(PathOf(stateName, grainId)) is { } stored) (grainState.State, grainState.ETag, grainState.RecordExists) = (stored.State, stored.ETag, true);
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InconsistentStateException">Another activation has written since this one read.</exception>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            string path = PathOf(stateName, grainId);
            long written = Expect<T>(path, grainState);
            var next = new StoredState<T>((written + 1).ToString(CultureInfo.InvariantCulture), grainState.State);
            Directory.CreateDirectory(directory);
            Replace(path, JsonSerializer.SerializeToUtf8Bytes(next, JsonSerializerOptions.Web));
            (grainState.ETag, grainState.RecordExists) = (next.ETag, true);
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InconsistentStateException">Another activation has written since this one read.</exception>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            string path = PathOf(stateName, grainId);
            Expect<T>(path, grainState);
            File.Delete(path);
            (grainState.ETag, grainState.RecordExists) = (null!, false);
            return Task.CompletedTask;
        }
    }

    private static StoredState<T>? Read<T>(string path) => File.Exists(path) ? JsonSerializer.Deserialize<StoredState<T>>(File.ReadAllBytes(path), JsonSerializerOptions.Web) : null;

    /// <summary>The number of the write that the grain has read.</summary>
    private static long Expect<T>(string path, IGrainState<T> grainState)
    {
        string stored = Read<T>(path)?.ETag ?? string.Empty;
        if (stored != (grainState.ETag ?? string.Empty))
            throw new InconsistentStateException($"{Path.GetFileName(path)} was written by another activation.", stored, grainState.ETag ?? string.Empty);
        return stored.Length == 0 ? 0 : long.Parse(stored, CultureInfo.InvariantCulture);
    }

    private static void Replace(string path, byte[] content)
    {
        string made = path + ".new";
        using (var file = new FileStream(made, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(made, path, overwrite: true);
    }

    private string PathOf(string stateName, GrainId grainId) =>
        Path.Combine(directory, $"{stateName}-{Uri.EscapeDataString(grainId.ToString())}.json");

    private sealed record StoredState<T>(string ETag, T State);
}
