using System.Collections.Concurrent;
using System.Text.Json;
using MemberGrains.E2E.Tests.Running;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>What both gateways tell of every identity once all is quiet, held against what callers were told.</summary>
internal sealed class AtRest
{
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<string, JsonElement> _relations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonElement[]> _histories = new(StringComparer.Ordinal);

    public int Entries => _histories.Values.Sum(entries => entries.Length);

    public static async Task<AtRest> ReadAsync(Laptop laptop, IReadOnlyList<string> identities)
    {
        var rest = new AtRest();
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < identities.Count;) await rest.ReadAsync(laptop, identities[i]);
        })));
        return rest;
    }

    /// <summary>P1 and P2: the identities of a member tell the same, each belongs to one member, one of a kind.</summary>
    public void MembersAgree()
    {
        foreach (var (identity, relation) in _relations)
        {
            string[] together = Keys(relation);
            Assert.Contains(identity, together);
            Assert.Equal(together.Length, together.Select(key => key.Split(':')[0]).Distinct().Count());
            foreach (string other in together)
            {
                Assert.True(_relations.TryGetValue(other, out var its), $"{identity} is bound to {other}, which nobody named.");
                Assert.Equal(Member(relation), Member(its));
                Assert.Equal(together, Keys(its));
            }
        }
    }

    /// <summary>
    /// P4: versions are contiguous from 1, each entry begins where the one before ended, the last one is the relation; an
    /// acknowledged operation is there exactly as it was acknowledged, and no other is.
    /// </summary>
    public void HistoriesTellWhatWasAcknowledged(Ledger ledger)
    {
        foreach (var (identity, entries) in _histories) Contiguous(entries, _relations[identity]);

        var told = _histories.SelectMany(
            history => history.Value.Where(entry => entry.GetProperty("type").GetString() != "registered"),
            (history, entry) => (Operation: entry.GetProperty("operationId").GetString()!, Identity: history.Key, Version: entry.GetProperty("version").GetInt64())).ToList();
        var acknowledged = ledger.Acknowledged;
        var known = acknowledged.Where(command => command.OperationId is not null)
            .SelectMany(command => command.Versions, (command, version) => (Operation: command.OperationId!, version.Identity, version.Version)).ToList();
        Assert.True(!known.Except(told).Any(), $"Acknowledged, and in no history: {string.Join(", ", known.Except(told))}");
        Assert.True(!told.Except(known).Any(), $"In the histories, and not acknowledged: {string.Join(", ", told.Except(known).Select(entry => $"{entry} ({ledger.RefusedOf(entry.Identity)})"))}");
        Assert.Equal(told.Count, known.Count);
        Assert.All(acknowledged.Where(command => command.Status == 201), command => Assert.NotEmpty(_histories[command.Command.Identities[0]]));
    }

    private static void Contiguous(JsonElement[] entries, JsonElement relation)
    {
        string? before = null;
        for (int i = 0; i < entries.Length; i++)
        {
            Assert.Equal(i + 1, entries[i].GetProperty("version").GetInt64());
            var stood = entries[i].GetProperty("before");
            Assert.Equal(before, stood.ValueKind == JsonValueKind.Null ? null : stood.GetRawText());
            before = entries[i].GetProperty("after").GetRawText();
        }

        Assert.Equal(entries.Length, relation.GetProperty("version").GetInt64());
        var after = entries[^1].GetProperty("after");
        Assert.Equal(Member(relation), Member(after));
        Assert.Equal(Keys(relation), after.GetProperty("identities").EnumerateArray().Select(key => key.GetString()!));
    }

    private static string Member(JsonElement of) => of.GetProperty("memberId").GetString()!;

    private static string[] Keys(JsonElement relation) => [.. relation.GetProperty("identities").EnumerateArray().Select(identity => identity.GetProperty("key").GetString()!)];

    private async Task ReadAsync(Laptop laptop, string identity)
    {
        var (a, b) = (await laptop.A.ResolveAsync(identity, "?consistency=strong"), await laptop.B.ResolveAsync(identity));
        if ((a.Status, b.Status) == (404, 404)) return;
        Assert.Equal(a.Text, b.Text);
        Assert.True(a.Status == 200, a.Text);
        _relations[identity] = a.Json;

        var entries = new List<JsonElement>();
        for (long? before = long.MaxValue; before is not null;)
        {
            string from = before == long.MaxValue ? "" : $"&before={before}";
            var page = await laptop.B.GetAsync($"/v1/identities/{GatewayCaller.Path(identity)}/history?limit=200{from}");
            Assert.True(page.Status == 200, page.Text);
            entries.AddRange(page.Json.GetProperty("entries").EnumerateArray());
            before = page.Json.GetProperty("next") is { ValueKind: JsonValueKind.Number } next ? next.GetInt64() : null;
        }

        entries.Reverse();
        _histories[identity] = [.. entries];
    }
}
