using System.Globalization;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.MySql.Text;

/// <summary>Names of the tables of each slot.</summary>
internal static class SlotTables
{
    private static readonly string[] Identities = [.. Names("member_identity_")];
    private static readonly string[] Histories = [.. Names("member_history_")];

    public static string Identity(Slot slot) => Identities[slot.Number];

    public static string History(Slot slot) => Histories[slot.Number];

    /// <summary>The slot's number as table names end with it.</summary>
    public static string Suffix(Slot slot) => string.Create(CultureInfo.InvariantCulture, $"{slot.Number:D4}");

    private static IEnumerable<string> Names(string prefix) =>
        Enumerable.Range(0, Slot.Count).Select(slot => prefix + Suffix(new Slot((short)slot)));
}
