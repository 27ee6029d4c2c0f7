namespace MemberGrains.Interfaces.Slots;

/// <summary>All slots in equal runs, one after the other: what physical clusters hold unless somebody says otherwise.</summary>
public static class SlotSplit
{
    /// <summary>Whether there are so many equal runs.</summary>
    public static bool IsEven(int runs) => runs > 0 && Slot.Count % runs == 0;

    /// <summary>First and last slot of a run.</summary>
    public static (int First, int Last) RunAt(int index, int runs) => (index * Slot.Count / runs, ((index + 1) * Slot.Count / runs) - 1);

    /// <summary>Which run has a slot.</summary>
    public static int RunOf(Slot slot, int runs) => slot.Number / (Slot.Count / runs);
}
