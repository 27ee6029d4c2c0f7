using System.Collections.Immutable;
using System.Globalization;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Storage.MySql.Schema;

/// <summary>
/// One numbered script. To change the schema add a file <c>NNNN-what.sql</c> beside the others, each statement such that
/// running it again changes nothing (a server ends its transaction at every table it makes; an ALTER TABLE that adds columns
/// is passed over where they are there); never edit one that has shipped.
/// </summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Statements">Its statements, without comments.</param>
internal sealed record SchemaScript(int Version, string Name, ImmutableArray<string> Statements)
{
    private const string Slot = "{slot}";
    private const string SlotNumber = "{slotNumber}";

    /// <summary>All scripts, in order; their numbers have no gap.</summary>
    public static ImmutableArray<SchemaScript> All { get; } = Load();

    /// <summary>The schema that this version of the program works with.</summary>
    public static int Newest => All[^1].Version;

    /// <summary>What to run at a cluster, slot by slot where a statement is a slot's.</summary>
    public IEnumerable<string> For(PhysicalCluster cluster) => Statements.SelectMany(statement =>
        statement.Contains(Slot, StringComparison.Ordinal) || statement.Contains(SlotNumber, StringComparison.Ordinal)
            ? Enumerable.Range(cluster.FirstSlot, cluster.LastSlot - cluster.FirstSlot + 1).Select(slot => Of(statement, new Slot((short)slot)))
            : [statement]);

    private static string Of(string statement, Slot slot) => statement
        .Replace(SlotNumber, slot.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(Slot, SlotTables.Suffix(slot), StringComparison.Ordinal);

    private static ImmutableArray<SchemaScript> Load()
    {
        var assembly = typeof(SchemaScript).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        SchemaScript Read(string name)
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var lines = text.ReadToEnd().Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal));
            var statements = string.Join('\n', lines).Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new SchemaScript(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, [.. statements]);
        }
    }
}
