using System.Globalization;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Interfaces.Operations;

/// <summary>
/// The form of operation ids: <c>op_</c>, the coordinator's slot in three hex digits, <c>_</c>, randomness. They are opaque
/// to callers, so another form is no fault of a request: it names no operation, and nobody has to be asked for that.
/// </summary>
public static class OperationIds
{
    private const string Prefix = "op_";
    private const int SlotEnd = 6;
    private const int Shortest = SlotEnd + 1;
    private const int Longest = 64;

    /// <summary>The slot that an id names; false for what can not be an operation id.</summary>
    public static bool TryReadSlot(string operationId, out Slot slot)
    {
        slot = default;
        if (operationId.Length is <= Shortest or > Longest || !operationId.StartsWith(Prefix, StringComparison.Ordinal) || operationId[SlotEnd] != '_') return false;
        foreach (char character in operationId.AsSpan(Shortest))
        {
            if (!char.IsAsciiDigit(character) && !char.IsAsciiLetterLower(character)) return false;
        }

        var digits = operationId.AsSpan(Prefix.Length, SlotEnd - Prefix.Length);
        if (digits.ContainsAnyInRange('A', 'Z')
            || !short.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out short number)
            || number >= Slot.Count) return false;
        slot = new Slot(number);
        return true;
    }
}
