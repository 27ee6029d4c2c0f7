using System.Collections.Immutable;
using System.Text;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Verification;
using MemberGrains.Simulation.Checks;
using MemberGrains.Simulation.Workload;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Simulation.World;

/// <summary>Gathers what a world at rest can be held to.</summary>
internal static class EvidenceCollector
{
    public static async Task<Evidence> CollectAsync(Recorder recorder, WorldParts parts, RecoveryWatch watch, BindingLimits limits, bool faults)
    {
        var evidence = new Evidence { Limits = limits, Commands = recorder.Commands, Reads = recorder.Reads, Faultless = !faults, RecoveryBound = RecoveryBound(parts.Record) };
        evidence.Unhurried.AddRange(watch.Seen);
        foreach (var tables in parts.Record.Tables.Values)
        {
            foreach (var (key, row) in tables.Rows) evidence.Rows.Add(key, row);
            foreach (var (key, log) in tables.History) evidence.History.Add(key, log);
            evidence.Outbox.AddRange(tables.Outbox.Values.Select(item => item.Event).Concat(tables.Backlog.Values));
            evidence.Unfinished.AddRange(tables.Unfinished);
        }

        foreach (var (_, operation) in parts.Record.Tables.Values.SelectMany(tables => tables.Operations).OrderBy(written => written.At))
            evidence.DecisionOrder.TryAdd(operation, evidence.DecisionOrder.Count);
        foreach (var (center, events) in parts.Witness.Delivered) evidence.Delivered.Add(center, events);
        await AddViewsAsync(evidence, parts.Services);
        return evidence;
    }

    /// <summary>Five seconds; twice that where a single call of the store may take a quarter of a second.</summary>
    private static TimeSpan RecoveryBound(WorldRecord record) => TimeSpan.FromSeconds(record.PaceMs > 50 ? 10 : 5);

    private static async Task AddViewsAsync(Evidence evidence, IServiceProvider services)
    {
        var keys = evidence.Rows.Keys.ToImmutableArray();
        var report = await services.GetRequiredService<ReadModelVerifier>().VerifyAsync(CancellationToken.None);
        foreach (var model in services.GetRequiredService<SearchModels>().All)
        {
            var shown = new SortedDictionary<IdentityKey, string>();
            foreach (var relation in await model.Cluster.GetIdentitiesAsync(keys, CancellationToken.None))
            {
                if (relation is not null) shown.Add(relation.Identity, ViewCheck.Json(relation));
            }

            evidence.Views.Add(new View(model.Health.Name, false, shown, Differences(report, model.Health.Center, model.Health.Name)));
        }

        foreach (var model in services.GetServices<CacheModel>())
        {
            var shown = new SortedDictionary<IdentityKey, string>();
            foreach (var key in keys)
            {
                if (await model.Cache.PeekAsync(key, model.Generations.Usable, CancellationToken.None) is { } entry)
                    shown.Add(key, Encoding.UTF8.GetString(entry.RelationJson.AsSpan()));
            }

            string name = $"{model.Health.Name} of {model.Health.Center}";
            evidence.Views.Add(new View(name, true, shown, Differences(report, model.Health.Center, model.Health.Name)));
        }
    }

    private static List<string> Differences(VerificationReport report, string center, string name) =>
    [
        .. from model in report.Models
           where model.Center == center && model.Name == name && !model.Agrees
           select $"{model.Kind}: {model.Missing} missing, {model.Older} older, {model.Newer} newer, {model.Different} different, {model.Extra} extra ({string.Join("; ", model.Examples)})",
    ];
}
