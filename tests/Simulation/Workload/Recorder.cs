namespace MemberGrains.Simulation.Workload;

/// <summary>What the clients of a world did and saw, in order.</summary>
public sealed class Recorder(TimeProvider time)
{
    private long _order;

    /// <summary>Every command, in the order they began.</summary>
    public List<Command> Commands { get; } = [];

    /// <summary>Every read, in the order they began.</summary>
    public List<ReadCall> Reads { get; } = [];

    /// <summary>The present moment; the next one is later.</summary>
    public Moment Now() => new(++_order, time.GetUtcNow());

    /// <summary>A new command.</summary>
    public Command Begin(Request request, string caller, string? key)
    {
        var command = new Command(Commands.Count + 1, request, caller, key);
        Commands.Add(command);
        return command;
    }

    /// <summary>What a plan to undo means now.</summary>
    public Request.Split Resolve(Request.Undo undo)
    {
        var known = Commands.Where(command => command.OperationId is not null && command.Request.CanBeUndone != undo.Strange).ToList();
        return known.Count == 0
            ? new Request.Split(undo.Any, "op_000_neverwas0000000000000000", null)
            : Split(known[^(1 + (undo.Back % known.Count))]);

        Request.Split Split(Command command) => new(undo.Any, command.OperationId!, command);
    }

    /// <summary>A try of a command.</summary>
    public Attempt Try(Command command, bool misuse = false)
    {
        var attempt = new Attempt(command, command.Attempts.Count + 1, misuse, Now());
        command.Attempts.Add(attempt);
        return attempt;
    }

    /// <summary>A read.</summary>
    public ReadCall Read(Request.Read request, long minVersion)
    {
        var read = new ReadCall(request, minVersion, Now());
        Reads.Add(read);
        return read;
    }
}
