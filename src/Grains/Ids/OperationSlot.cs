using System.Globalization;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Grains.Ids;

/// <summary>The one thing an operation id says: its coordinator's slot.</summary>
internal static class OperationSlot
{
    private const string Prefix = "op_";
    private const int SlotEnd = 6;
    private const int Shortest = SlotEnd + 1;
    private const int Longest = 64;

    /// <summary>False for what can not be an operation id: callers may send anything.</summary>
    public static bool TryRead(string operationId, out Slot slot)
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
