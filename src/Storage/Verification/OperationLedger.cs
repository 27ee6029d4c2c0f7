using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Storage.Verification;

/// <summary>
/// Whether every operation met in the histories is whole: each identity that it says it changed has its entry. One that is
/// complete is forgotten, so only those are held whose other identities are still to come.
/// </summary>
internal sealed class OperationLedger
{
    private readonly Dictionary<string, Met> _open = new(StringComparer.Ordinal);

    public void Add(ChangeEvent change)
    {
        var entry = change.Entry;
        int touched = entry.Members.Sum(member => member.Identities.Length);

        // A change of status touches no member; what registers or changes one identity alone is whole by itself.
        if (touched <= 1) return;
        if (!_open.TryGetValue(entry.OperationId, out var met)) _open.Add(entry.OperationId, met = new Met(touched));
        if (++met.Entries == met.Touched) _open.Remove(entry.OperationId);
    }

    /// <summary>Checks what can be said only after the last entry.</summary>
    public void Close(RowFaults faults)
    {
        foreach (var (operation, met) in _open) faults.Add($"operation {operation} changes {met.Touched} identities, and {met.Entries} histories have it");
    }

    private sealed class Met(int touched)
    {
        public int Touched => touched;

        public int Entries { get; set; }
    }
}
