using System.Collections.Immutable;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Port.Backend;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>Writes to the primary of one cluster, each with a true answer to what became of it, also when none comes.</summary>
internal sealed class PrimaryWrites : IAsyncDisposable
{
    private static readonly TimeSpan _longestClose = TimeSpan.FromSeconds(5);

    private readonly string _cluster;
    private readonly PrimaryTarget _target;
    private readonly Func<BatchWriter> _newWriter;
    private readonly Func<NodeSession> _newJobs;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private WriteThreads _threads;

    public PrimaryWrites(string cluster, PrimaryTarget target, NodeConnector connector, StoreClock clock, Action<MySqlCommitStep> probe, TimeProvider time, ILogger log)
    {
        (_cluster, _target, _time, _log) = (cluster, target, time, log);
        _newWriter = () => new BatchWriter(NewSession(), clock, probe);
        _newJobs = NewSession;
        Health = new CommitHealth(cluster, log);
        _threads = NewThreads();

        NodeSession NewSession() => new(cluster, connector, () => target.Node, SessionKind.Write);
    }

    public CommitHealth Health { get; }

    /// <param name="batch">What to commit.</param>
    /// <param name="given">Ends when the time for it is over.</param>
    /// <param name="caller">Ends when nobody waits any more.</param>
    public ValueTask<ImmutableArray<RowVerdict>> CommitAsync(CommitBatch batch, CancellationToken given, CancellationToken caller)
    {
        var threads = Threads();
        var ticket = new CommitTicket();
        return AnsweredAsync(threads.Commits.RunAsync(writer => writer.Write(batch, ticket), CancellationToken.None).AsTask(), ticket, given, caller);
    }

    /// <param name="write">What to write, in one transaction.</param>
    /// <param name="given">Ends when the time for it is over.</param>
    /// <param name="caller">Ends when nobody waits any more.</param>
    public ValueTask<TResult> JobAsync<TResult>(Func<NodeConnection, TResult> write, CancellationToken given, CancellationToken caller)
    {
        var threads = Threads();
        var ticket = new CommitTicket();
        return AnsweredAsync(threads.Jobs.RunAsync(session => ticket.TrySend() ? session.Write(write) : throw NotInTime(), CancellationToken.None).AsTask(), ticket, given, caller);
    }

    /// <summary>A write of no consequence, tried also while commits hang: that it is answered says that they no longer do.</summary>
    public async Task ProbeAsync(Func<NodeConnection, bool> write, TimeSpan longest)
    {
        var answer = Current().Jobs.RunAsync(session => session.Write(write), CancellationToken.None).AsTask();
        try
        {
            await answer.WaitAsync(longest, _time);
        }
        catch (TimeoutException)
        {
            Health.Hangs(_target.Role.Node);
            await answer;
        }

        Health.Flows();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Current().DisposeAsync().AsTask().WaitAsync(_longestClose, _time);
        }
        catch (TimeoutException)
        {
            // A thread that waits for a silent server ends with its command; nobody waits for it any more.
        }
    }

    private ValueTask<TResult> AnsweredAsync<TResult>(Task<TResult> answer, CommitTicket ticket, CancellationToken given, CancellationToken caller) =>
        TimedAnswer.OfAsync(answer, ticket, Late, given, caller);

    private Exception Late(bool withdrawn)
    {
        string node = _target.Role.Node;
        Health.Hangs(node);
        return withdrawn
            ? NotInTime()
            : new FateUnknownException($"Whether the write to cluster {_cluster} happened is not known: node {node} did not answer in time.");
    }

    private StoreUnavailableException NotInTime() => new($"The record of cluster {_cluster} is not available: it did not answer in time.");

    private WriteThreads Threads()
    {
        var threads = Current();
        Health.ThrowIfHanging();
        return threads;
    }

    /// <summary>Threads that hang at a node which is not the primary any more are left to themselves.</summary>
    private WriteThreads Current()
    {
        var role = _target.Role;
        WriteThreads threads;
        lock (_gate)
        {
            if (role.Epoch <= _threads.RoleEpoch) return _threads;
            _ = _threads.DisposeAsync().AsTask();
            _threads = threads = NewThreads();
        }

        MySqlLog.PrimaryMoved(_log, _cluster, role.Node, role.Epoch);
        Health.Flows();
        return threads;
    }

    private WriteThreads NewThreads() => new(_cluster, _target.Role.Epoch, _newWriter(), _newJobs());
}
