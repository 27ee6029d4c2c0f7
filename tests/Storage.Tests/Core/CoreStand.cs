using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.Tests.Core;

/// <summary>The core over two scripted backends.</summary>
internal sealed class CoreStand : IAsyncDisposable
{
    public CoreStand(RecordOptions? options = null, TaskScheduler? scheduler = null, ILogger<RecordStore>? log = null) =>
        Record = new RecordStore(SlotMap.Default, [C0, C1], options ?? new RecordOptions(), TimeProvider.System, scheduler, log: log);

    public ScriptedBackend C0 { get; } = new("c0");

    public ScriptedBackend C1 { get; } = new("c1");

    public RecordStore Record { get; }

    /// <summary>A key that <paramref name="cluster"/> holds.</summary>
    public static IdentityKey KeyOf(string cluster)
    {
        while (true)
        {
            var key = Some.Phone();
            if (SlotMap.Default.ClusterOf(Slot.Of(key)).Id == cluster) return key;
        }
    }

    /// <summary>The registration of a new identity.</summary>
    public static RowCommit Registration(string cluster) => Conformance.Storage.Commits.Change(
        new LoadedIdentity(IdentityRow.Absent(KeyOf(cluster)), 1, []), DateTimeOffset.UnixEpoch);

    public ValueTask DisposeAsync() => Record.DisposeAsync();
}
