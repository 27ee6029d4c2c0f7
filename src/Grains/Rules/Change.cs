using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Rules;

/// <summary>One operation: the history entry it writes for each identity it touches.</summary>
/// <param name="OperationId">Its id.</param>
/// <param name="Type">What it does.</param>
/// <param name="At">Its one time, UTC, whole milliseconds.</param>
/// <param name="Entries">By identity, in key order.</param>
public sealed record Change(
    string OperationId,
    ChangeType Type,
    DateTimeOffset At,
    ImmutableArray<KeyValuePair<IdentityKey, HistoryEntry>> Entries)
{
    /// <summary>The entry of one identity.</summary>
    public HistoryEntry EntryOf(IdentityKey key)
    {
        foreach (var (identity, entry) in Entries)
        {
            if (identity == key) return entry;
        }

        throw new KeyNotFoundException("The operation does not touch the identity.");
    }

    /// <summary>Every identity it touches with its new version, in key order.</summary>
    public ImmutableArray<IdentityVersion> Versions =>
        ImmutableArray.CreateRange(Entries, static entry => new IdentityVersion(entry.Key, entry.Value.Version));
}
