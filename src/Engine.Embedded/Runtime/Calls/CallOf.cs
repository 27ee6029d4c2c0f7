namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>A call that answers <typeparamref name="TResult"/>; for methods without a result it is <see cref="object"/>.</summary>
internal abstract class Call<TResult> : Call
{
    // Continuations run as work of their own: never inside the callee's turn.
    private readonly TaskCompletionSource<TResult> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;
    private Exception? _fault;

    public Task<TResult> Promise => _promise.Task;

    public override void Answer()
    {
        if (!TryFinish()) return;
        if (_fault is OperationCanceledException { CancellationToken.IsCancellationRequested: true } cancelled)
            _promise.TrySetCanceled(cancelled.CancellationToken);
        else if (_fault is not null) _promise.TrySetException(_fault);
        else _promise.TrySetResult(_result!);
    }

    public override void Fail(Exception fault)
    {
        if (TryFinish()) _promise.TrySetException(fault);
    }

    /// <summary>A caller of a one-way method goes on at once.</summary>
    public void GoOn()
    {
        if (TryFinish()) _promise.TrySetResult(default!);
    }

    internal override object? ResultOf(Task task) => task is Task<TResult> typed ? typed.Result : null;

    private protected override Task InvokeFiltered(IncomingCallContext context)
    {
        return Run();

        async Task<TResult> Run()
        {
            await context.Invoke();
            return context.Result is null ? default! : (TResult)context.Result;
        }
    }

    private protected override void Capture(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            try
            {
                if (task is Task<TResult> typed) _result = Copier<TResult>.CopyOf(typed.Result);
            }
            catch (Exception fault)
            {
                _fault = fault;
            }

            return;
        }

        _fault = task.Exception?.InnerException;
        if (task.IsCanceled)
        {
            try
            {
                task.GetAwaiter().GetResult();
            }
            catch (OperationCanceledException cancelled)
            {
                _fault = cancelled;
            }
        }
    }

    private protected override bool TryCancel(CancellationToken token) => TryFinish() && _promise.TrySetCanceled(token);
}
