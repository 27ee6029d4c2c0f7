using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.ReadModels.Status;

/// <summary>How far one read model is in each physical cluster, as its readers see it.</summary>
public sealed class StreamProgress(IStreamClusters clusters, TimeSpan visibleAfter, TimeProvider time) : IStreamProgress
{
    private readonly Lock _gate = new();
    private readonly ClusterProgress[] _progress = [.. clusters.Names.Select(name => new ClusterProgress(name))];

    /// <summary>UTC: everything committed anywhere up to then is seen here; null while unknown.</summary>
    public DateTimeOffset? VisibleThrough
    {
        get
        {
            var now = time.GetUtcNow();
            DateTimeOffset? least = DateTimeOffset.MaxValue;
            lock (_gate)
            {
                foreach (var cluster in _progress)
                {
                    if (cluster.Visible(now) is not { } through) return null;
                    if (through < least) least = through;
                }
            }

            return _progress.Length == 0 ? null : least;
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset? AppliedThrough(Slot slot)
    {
        string cluster = clusters.ClusterOf(slot);
        var now = time.GetUtcNow();
        lock (_gate) return Of(cluster).Visible(now);
    }

    /// <summary>What is applied of each physical cluster that anything is known of; readers may see it later.</summary>
    public ImmutableArray<AppliedThrough> Applied()
    {
        lock (_gate) return [.. _progress.Where(cluster => cluster.Newest is not null).Select(cluster => new AppliedThrough(cluster.Name, cluster.Newest!.Value))];
    }

    /// <summary>Everything committed in the cluster up to <paramref name="through"/> has been applied.</summary>
    public void Advance(string cluster, DateTimeOffset through)
    {
        var now = time.GetUtcNow();
        lock (_gate) Of(cluster).Advance(through, now + visibleAfter, now);
    }

    private ClusterProgress Of(string cluster)
    {
        foreach (var progress in _progress)
        {
            if (progress.Name == cluster) return progress;
        }

        throw new ArgumentOutOfRangeException(nameof(cluster), cluster, "The stream has no such physical cluster.");
    }
}
