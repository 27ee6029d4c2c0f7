using MemberGrains.Interfaces.Slots;

namespace MemberGrains.ChangeStream.Port;

/// <summary>The physical clusters whose changes the stream carries. Storage's slot map answers it.</summary>
public interface IStreamClusters
{
    /// <summary>Every physical cluster's name, in a fixed order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The cluster that holds a slot.</summary>
    string ClusterOf(Slot slot);
}
