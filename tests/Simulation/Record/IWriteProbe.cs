using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Simulation.Record;

/// <summary>Sees the writes of one process at a store, to strike at a step of the protocol.</summary>
public interface IWriteProbe
{
    /// <summary>A write arrived. True to have it lost.</summary>
    bool Arrives(CommitBatch batch);

    /// <summary>It was carried out; its answer has not left.</summary>
    void Written(CommitBatch batch);

    /// <summary>Its answer has arrived.</summary>
    void Answered(CommitBatch batch);
}
