using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace MemberGrains.Conformance.Engine;

/// <summary>A storage in memory that keeps bytes, so that nobody shares an object with it; it can be out.</summary>
public sealed class LedgerStorage : IGrainStorage
{
    public const string Name = "ledger";

    private readonly ConcurrentDictionary<string, (string ETag, byte[] State)> _stored = new();

    public bool IsOut { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (IsOut) throw new IOException("The ledger is out.");
        if (_stored.TryGetValue($"{stateName}/{grainId}", out var stored))
            (grainState.State, grainState.ETag, grainState.RecordExists) = (JsonSerializer.Deserialize<T>(stored.State)!, stored.ETag, true);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string key = $"{stateName}/{grainId}";
        string known = _stored.TryGetValue(key, out var stored) ? stored.ETag : "0";
        if (known != (grainState.ETag ?? "0")) throw new InconsistentStateException("Another wrote it.", known, grainState.ETag ?? "0");
        string next = (int.Parse(known, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        _stored[key] = (next, JsonSerializer.SerializeToUtf8Bytes(grainState.State));
        (grainState.ETag, grainState.RecordExists) = (next, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _stored.TryRemove($"{stateName}/{grainId}", out _);
        (grainState.ETag, grainState.RecordExists) = (null!, false);
        return Task.CompletedTask;
    }

    /// <summary>As another activation would.</summary>
    public void Touch(string suffix)
    {
        foreach (var (key, stored) in _stored.Where(entry => entry.Key.EndsWith(suffix, StringComparison.Ordinal)))
            _stored[key] = ((int.Parse(stored.ETag, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture), stored.State);
    }
}
