using System.Buffers;
using System.Globalization;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Gateway.Requests;

/// <summary>
/// The form of operation ids. They are opaque to callers, so another form is no fault of a request: it names no operation,
/// and no grain has to be asked for that.
/// </summary>
internal static class OperationIds
{
    private const string Prefix = "op_";
    private const int SlotEnd = 6;
    private const int Shortest = SlotEnd + 2;
    private const int Longest = 64;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Randomness = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether an operation could have this id: <c>op_</c>, its slot in three hex digits, <c>_</c>, randomness.</summary>
    public static bool IsPossible(string id)
    {
        if (id.Length is < Shortest or > Longest || !id.StartsWith(Prefix, StringComparison.Ordinal) || id[SlotEnd] != '_') return false;
        var slot = id.AsSpan(Prefix.Length, SlotEnd - Prefix.Length);
        return !slot.ContainsAnyExcept(Hex)
            && int.Parse(slot, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) < Slot.Count
            && !id.AsSpan(SlotEnd + 1).ContainsAnyExcept(Randomness);
    }
}
