namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The admission of turns: one at a time, unless the class, the method or two readers allow more.</summary>
internal sealed partial class Activation
{
    private Queue<Turn>? _waiting;
    private int _running;
    private int _readers;
    private bool _writer;

    private bool IsEnding => _parts?.Reason is not null;

    private void Process(object entry)
    {
        if (_killed)
        {
            (entry as Turn)?.Fail(Silo.Unavailable());
        }
        else if (entry is Turn turn)
        {
            Arrive(turn);
        }
        else if (entry == PatienceIsOver)
        {
            if (_state == ActivationState.Active) StartToEnd();
        }
        else
        {
            ServeWaiting();
        }
    }

    private void Arrive(Turn turn)
    {
        switch (_state)
        {
            case ActivationState.Ended:
                SendOn(turn);
                break;
            case ActivationState.Active when MayBegin(turn) && !IsEnding:
                Begin(turn);
                EndIfAsked();
                break;
            default:
                (_waiting ??= new Queue<Turn>()).Enqueue(turn);
                if (_state == ActivationState.Created) Activate(turn);
                break;
        }
    }

    private bool MayBegin(Turn turn) =>
        _running == 0 || Class.Reentrant || turn.Interleaves || (!_writer && (_readers == 0 || turn.ReadOnly));

    private void Begin(Turn turn)
    {
        _running++;
        if (!turn.Interleaves)
        {
            if (turn.ReadOnly) _readers++;
            else _writer = true;
        }

        turn.Host = this;
        var outer = ExecutionContext.Capture();
        Task? task;
        try
        {
            task = turn.Begin(this);
        }
        catch (Exception fault)
        {
            task = Task.FromException(fault);
        }

        // What a turn sets for its own flow must not be seen by the next.
        if (outer is not null && ExecutionContext.Capture() != outer) ExecutionContext.Restore(outer);
        if (task is null || task.IsCompleted)
        {
            End(turn, task);
            return;
        }

        task.ContinueWith(
            static (task, state) => ((Turn)state!).Host!.Ended((Turn)state!, task),
            turn,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            this);
    }

    private void End(Turn turn, Task? task)
    {
        if (task is not null) turn.End(this, task);
        Interlocked.Decrement(ref Load);
        _running--;
        if (!turn.Interleaves)
        {
            if (turn.ReadOnly) _readers--;
            else _writer = false;
        }

        LastUse = Silo.Time.GetTimestamp();
    }

    // The work goes on as an entry of its own, so that one slice does not serve a long line at once.
    private void Ended(Turn turn, Task task)
    {
        End(turn, task);
        if (_waiting is { Count: > 0 } || IsEnding) ServeWaiting();
    }

    private void ServeWaiting()
    {
        if (_state == ActivationState.Active && !IsEnding && _waiting is { Count: > 0 } waiting)
        {
            var quantum = Environment.TurnsPerSlice;
            for (var passed = waiting.Count; passed > 0 && !IsEnding; passed--)
            {
                var turn = waiting.Dequeue();
                if (quantum > 0 && MayBegin(turn))
                {
                    quantum--;
                    Begin(turn);
                }
                else
                {
                    waiting.Enqueue(turn);
                }
            }

            if (waiting.Count == 0) _waiting = null;
            else if (quantum == 0) Add(Pump);
        }

        EndIfAsked();
    }

    private void SendOn(Turn turn)
    {
        Interlocked.Decrement(ref Load);
        turn.Reroute(this);
    }
}
