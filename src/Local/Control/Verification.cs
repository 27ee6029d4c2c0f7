using MemberGrains.Local.Cluster;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Verification;
using MemberGrains.Storage.Verification;

namespace MemberGrains.Local.Control;

/// <summary>Compares rows with each other, with their histories, and with every search index and cache.</summary>
internal sealed class Verification(LaptopParts parts)
{
    private static readonly TimeSpan _atMost = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMilliseconds(100);

    public async Task<VerifyAnswer> RunAsync(bool replay, CancellationToken cancellation)
    {
        await SettledAsync(cancellation);
        var rows = await new RowCheck(parts.Record.Replay, parts.Record.Slots).RunAsync(replay, cancellation);
        var views = await parts.Services.GetRequiredService<ReadModelVerifier>().VerifyAsync(cancellation);
        var items = new List<VerifyItem>
        {
            new("rows", rows.Identities, 0, rows.Faults),
            new("members", rows.Members, 0, 0),
        };
        if (rows.Entries is { } entries) items.Add(new VerifyItem("history entries replayed", entries, 0, 0));
        items.AddRange(views.Models.Select(model => new VerifyItem(
            $"{model.Center} {model.Name} {model.Kind}", model.Equal, model.Missing, model.Older + model.Newer + model.Different + model.Extra)));
        string[] examples = [.. rows.Examples, .. views.Models.SelectMany(model => model.Examples.Select(example => $"{model.Center} {model.Name}: {example}"))];
        return new VerifyAnswer(rows.Faults == 0 && views.Agrees, items, examples);
    }

    /// <summary>
    /// Gives the views the moment they need after the last command: until everything committed when this was asked has
    /// been applied. Views that never get there are compared as they are.
    /// </summary>
    private async Task SettledAsync(CancellationToken cancellation)
    {
        var status = parts.Services.GetRequiredService<IReadModelStatus>();
        long began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) is var waited && waited < _atMost)
        {
            if (status.Items().All(item => item.State == "live" && item.LagEvents == 0 && item.LagMs < waited.TotalMilliseconds)) return;
            await Task.Delay(_lookAgain, TimeProvider.System, cancellation);
        }
    }
}
