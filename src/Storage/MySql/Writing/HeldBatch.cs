using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Text;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>What a transaction holds while it is decided: epochs and rows, locked, and the answers that are there.</summary>
internal sealed class HeldBatch
{
    /// <summary>The store's clock at the start of the transaction, milliseconds since the Unix epoch.</summary>
    public long Now { get; set; }

    public Dictionary<Slot, long> Epochs { get; } = [];

    public Dictionary<IdentityKey, HeldRow> Rows { get; } = [];

    public HashSet<AnswerDigest> Answers { get; } = [];

    /// <summary>The slot's epoch; 0, which nobody expects, if the slot is not this cluster's.</summary>
    public long EpochOf(Slot slot) => Epochs.GetValueOrDefault(slot);
}
