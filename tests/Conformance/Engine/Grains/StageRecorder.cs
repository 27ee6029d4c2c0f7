using System.Collections.Concurrent;

namespace MemberGrains.Conformance.Engine;

/// <summary>Writes down when its silo reaches which stage.</summary>
public sealed class StageRecorder : ILifecycleParticipant<ISiloLifecycle>
{
    public ConcurrentQueue<string> Seen { get; } = new();

    public void Participate(ISiloLifecycle lifecycle)
    {
        Record(lifecycle, ServiceLifecycleStage.Active, "active");
        Record(lifecycle, ServiceLifecycleStage.ApplicationServices, "application");
        Record(lifecycle, ServiceLifecycleStage.Last, "last");
        Record(lifecycle, ServiceLifecycleStage.RuntimeStorageServices, "storage");
    }

    private void Record(ISiloLifecycle lifecycle, int stage, string name) => lifecycle.Subscribe(
        nameof(StageRecorder),
        stage,
        _ =>
        {
            Seen.Enqueue($"start {name}");
            return Task.CompletedTask;
        },
        _ =>
        {
            Seen.Enqueue($"stop {name}");
            return Task.CompletedTask;
        });
}
