using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>A call that answers <typeparamref name="TResult"/>; for methods without a result it is <see cref="object"/>.</summary>
internal abstract class Call<TResult> : Call
{
    private TaskCompletionSource<TResult> _promise = null!;
    private TResult? _result;
    private Exception? _fault;

    public Task<TResult> Promise => _promise.Task;

    public override void Address(GrainReference reference, CallRuntime sender, Activation? source, MethodShape shape)
    {
        base.Address(reference, sender, source, shape);
        _promise = new TaskCompletionSource<TResult>(sender.Cluster.Environment.PromiseOptions);
    }

    public override void Answer()
    {
        if (!TryFinish()) return;
        if (_fault is null) Succeed(_result!);
        else if (_fault is OperationCanceledException { CancellationToken.IsCancellationRequested: true } cancelled) Cancel(cancelled.CancellationToken);
        else Throw(_fault);
    }

    public override void Fail(Exception fault)
    {
        if (TryFinish()) Throw(fault);
    }

    /// <summary>A caller of a one-way method goes on at once.</summary>
    public void GoOn()
    {
        if (TryFinish()) Succeed(default!);
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

    private protected override bool TryCancel(CancellationToken token)
    {
        if (!TryFinish()) return false;
        Cancel(token);
        return true;
    }

    private void Succeed(TResult result)
    {
        if (Sender.Cluster.Environment is { Defers: true } environment) environment.Defer(() => _promise.TrySetResult(result));
        else _promise.TrySetResult(result);
    }

    private void Throw(Exception fault)
    {
        if (Sender.Cluster.Environment is { Defers: true } environment) environment.Defer(() => _promise.TrySetException(fault));
        else _promise.TrySetException(fault);
    }

    private void Cancel(CancellationToken token)
    {
        if (Sender.Cluster.Environment is { Defers: true } environment) environment.Defer(() => _promise.TrySetCanceled(token));
        else _promise.TrySetCanceled(token);
    }
}
