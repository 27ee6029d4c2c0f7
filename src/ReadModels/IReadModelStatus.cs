namespace MemberGrains.ReadModels;

/// <summary>The state of every read model of both centers.</summary>
public interface IReadModelStatus
{
    /// <summary>Sorted by center and name.</summary>
    IReadOnlyList<ReadModelItem> Items();
}
