using MemberGrains.ChangeStream.Port;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Simulation.Workload;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Checks;

/// <summary>What is known of a world at rest: what its clients saw, what its record holds, what its stream delivered and its views show.</summary>
public sealed class Evidence
{
    /// <summary>Limits of members.</summary>
    public BindingLimits Limits { get; init; } = new();

    /// <summary>Whether nothing went wrong in it.</summary>
    public bool Faultless { get; init; }

    /// <summary>Every command with its tries.</summary>
    public List<Command> Commands { get; init; } = [];

    /// <summary>Every read.</summary>
    public List<ReadCall> Reads { get; init; } = [];

    /// <summary>The rows of all clusters.</summary>
    public SortedDictionary<IdentityKey, IdentityRow> Rows { get; } = [];

    /// <summary>The history of all clusters, oldest first.</summary>
    public SortedDictionary<IdentityKey, List<HistoryEntry>> History { get; } = [];

    /// <summary>What still waits in an outbox, or in the backlog of a center.</summary>
    public List<ChangeEvent> Outbox { get; } = [];

    /// <summary>What is still in an index of unfinished rows.</summary>
    public List<UnfinishedRow> Unfinished { get; } = [];

    /// <summary>How long an operation may stay unfinished once no fault stands in its way.</summary>
    public TimeSpan RecoveryBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Rows that were unfinished after the last fault had ended, with the time each stayed so.</summary>
    public List<(UnfinishedRow Row, TimeSpan For)> Unhurried { get; } = [];

    /// <summary>Every change event that reached a center, by center.</summary>
    public SortedDictionary<string, List<ChangeEvent>> Delivered { get; } = new(StringComparer.Ordinal);

    /// <summary>What each view shows.</summary>
    public List<View> Views { get; } = [];

    /// <summary>
    /// The place of each operation in the order in which the record was written: its first entry is its decision. Where it
    /// is missing, the search for an order of everything has to try.
    /// </summary>
    public Dictionary<string, int> DecisionOrder { get; } = new(StringComparer.Ordinal);

    /// <summary>How many sets of steps the search for an order tried.</summary>
    public int OrdersTried { get; set; }

    /// <summary>Whether that search gave up, so that nothing is known of the order of everything.</summary>
    public bool GaveUp { get; set; }

    /// <summary>The history of one identity, oldest first.</summary>
    public IReadOnlyList<HistoryEntry> HistoryOf(IdentityKey key) => History.TryGetValue(key, out var log) ? log : [];
}
