using System.Collections.Immutable;
using MemberGrains.Storage.Payloads;

namespace MemberGrains.Bench.Storage;

/// <summary>Payloads of a typical bind, ready-made.</summary>
internal sealed record RawPayloads(byte[] State, byte[] Pending, byte[] Entry, byte[] Keys, byte[] Versions, byte[] Fingerprint, byte[] Body)
{
    public static RawPayloads Of(SamplePair pair)
    {
        using var buffer = new PayloadBuffer();
        var answer = pair.Decide.Answer!;
        return new RawPayloads(
            buffer.Write(pair.Decide.Row!.State!, StatePayload.Write).ToArray(),
            buffer.Write(pair.Prepare.Row!.Pending!, PendingPayload.Write).ToArray(),
            buffer.Write(pair.Decide.Entry!, EntryPayload.Write).ToArray(),
            buffer.Write(ImmutableArray.Create(pair.Apply.Row!.Key), KeysPayload.Write).ToArray(),
            buffer.Write(answer.Versions, VersionsPayload.Write).ToArray(),
            [.. answer.Fingerprint],
            [.. answer.Body]);
    }
}
