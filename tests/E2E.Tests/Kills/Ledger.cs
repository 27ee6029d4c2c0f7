using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>What the callers know: which commands were acknowledged, with which bytes, and of which they know nothing.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Acknowledged> _acknowledged = new();
    private readonly ConcurrentQueue<SentCommand> _unknown = new();
    private readonly string?[] _splittable = new string?[32];
    private readonly ConcurrentDictionary<string, bool> _identities = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SentCommand> _refused = new();
    private TaskCompletionSource _enough = new();
    private int _target = int.MaxValue;

    public IReadOnlyList<Acknowledged> Acknowledged => [.. _acknowledged];

    public int Count => _acknowledged.Count;

    /// <summary>How many commands were given up with the promise that nothing changed.</summary>
    public int Refused => _refused.Count;

    /// <summary>What was acknowledged when.</summary>
    public Pauses Pauses { get; } = new(TimeProvider.System);

    /// <summary>Every identity that any command named.</summary>
    public IReadOnlyList<string> Identities => [.. _identities.Keys.Order(StringComparer.Ordinal)];

    /// <summary>One of the last operations that can be undone; null while there is none.</summary>
    public string? Splittable(Random random) => Volatile.Read(ref _splittable[random.Next(_splittable.Length)]);

    /// <summary>Ends when so many more were acknowledged.</summary>
    public Task MoreAsync(int count)
    {
        _enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _target, Count + count);
        return _enough.Task;
    }

    public void Sending(SentCommand command)
    {
        foreach (string identity in command.Identities) _identities.TryAdd(identity, true);
    }

    public void Acknowledge(Acknowledged acknowledged)
    {
        foreach (var (identity, _) in acknowledged.Versions) _identities.TryAdd(identity, true);
        _acknowledged.Enqueue(acknowledged);
        if (acknowledged.OperationId is { } operation) Pauses.Acknowledged(operation);
        if (acknowledged.CanBeSplit) Volatile.Write(ref _splittable[Count % _splittable.Length], acknowledged.OperationId);
        if (Count >= Volatile.Read(ref _target)) _enough.TrySetResult();
    }

    /// <summary>The connection was lost before an answer.</summary>
    public void Unknown(SentCommand command) => _unknown.Enqueue(command);

    public void Refuse(SentCommand command) => _refused.Enqueue(command);

    /// <summary>Which commands that named an identity were refused, for a message.</summary>
    public string RefusedOf(string identity) =>
        string.Join("; ", _refused.Where(command => command.Identities.Contains(identity)).Select(command => $"refused: {command.Name} {command.Body} {command.Key}"));

    public bool TakeUnknown([NotNullWhen(true)] out SentCommand? command) => _unknown.TryDequeue(out command);
}
