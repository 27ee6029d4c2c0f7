using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Core;

/// <summary>Calls that go to the backend one by one: bounded in number, their faults made the port's.</summary>
internal sealed class DirectReads(IClusterBackend backend, int capacity)
{
    private int _running;

    public ValueTask<TResult> ReadAsync<TResult>(Func<IClusterBackend, ValueTask<TResult>> call) => RunAsync(call, Faults.OfRead);

    public ValueTask<TResult> WriteAsync<TResult>(Func<IClusterBackend, ValueTask<TResult>> call) => RunAsync(call, Faults.OfWrite);

    private async ValueTask<TResult> RunAsync<TResult>(Func<IClusterBackend, ValueTask<TResult>> call, Func<Exception, Exception> fault)
    {
        if (Interlocked.Increment(ref _running) > capacity)
        {
            Interlocked.Decrement(ref _running);
            throw new StoreUnavailableException($"Cluster {backend.Cluster} is behind: {capacity} calls are under way already.");
        }

        try
        {
            return await call(backend);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            throw fault(cause);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
