using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Core;

/// <summary>Sorts a batch of reads into one <see cref="ReadBatch"/> and gives each caller its part of what was found.</summary>
internal static class ReadQueue
{
    public static async ValueTask<ImmutableArray<ReadFound>> SendAsync(IClusterBackend backend, ImmutableArray<ReadItem> items)
    {
        var rows = ImmutableArray.CreateBuilder<IdentityKey>();
        var answers = ImmutableArray.CreateBuilder<AnswerKey>();
        var stamps = ImmutableArray.CreateBuilder<RowStamp>();
        foreach (var item in items)
        {
            if (item.Row is { } key) rows.Add(key);
            else if (item.Answer is { } answer) answers.Add(answer);
            else stamps.Add(item.Stamp!.Value);
        }

        var batch = new ReadBatch(rows.DrainToImmutable(), answers.DrainToImmutable(), stamps.DrainToImmutable());
        var found = await backend.ReadAsync(batch, CancellationToken.None);
        if ((found.Rows.Length, found.Answers.Length, found.Held.Length) != (batch.Rows.Length, batch.Answers.Length, batch.Stamps.Length))
            throw new InvalidOperationException($"{found.Rows.Length}+{found.Answers.Length}+{found.Held.Length} results came for {batch.Rows.Length}+{batch.Answers.Length}+{batch.Stamps.Length} questions.");

        var results = ImmutableArray.CreateBuilder<ReadFound>(items.Length);
        int row = 0, recorded = 0, held = 0;
        foreach (var item in items)
        {
            if (item.Row is not null) results.Add(new ReadFound(found.Rows[row++], null, false));
            else if (item.Answer is not null) results.Add(new ReadFound(null, found.Answers[recorded++], false));
            else results.Add(new ReadFound(null, null, found.Held[held++]));
        }

        return results.MoveToImmutable();
    }
}
