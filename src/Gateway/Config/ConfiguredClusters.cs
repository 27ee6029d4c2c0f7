using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Gateway.Config;

/// <summary>
/// The physical clusters of the record as the section <c>Record:MySql:Clusters</c> names them, each with an equal run of
/// slots, in their order: what silos have too. <see cref="SlotMapCheck"/> holds it against the recorded map.
/// </summary>
internal sealed class ConfiguredClusters : IStreamClusters
{
    private readonly string[] _names;

    /// <exception cref="InvalidOperationException">The section names no cluster, or one twice, or slots can not be split evenly.</exception>
    public ConfiguredClusters(IConfiguration settings)
    {
        _names = [.. settings.GetSection("Record:MySql:Clusters").GetChildren().Select(cluster => cluster["Id"] ?? string.Empty)];
        if (!SlotSplit.IsEven(_names.Length) || _names.Contains(string.Empty) || _names.Distinct(StringComparer.Ordinal).Count() != _names.Length)
            throw new InvalidOperationException($"Record:MySql:Clusters must name the record's physical clusters, each once, {Slot.Count} slots split evenly; it names '{string.Join(", ", _names)}'.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _names;

    /// <inheritdoc/>
    public string ClusterOf(Slot slot) => _names[SlotSplit.RunOf(slot, _names.Length)];
}
