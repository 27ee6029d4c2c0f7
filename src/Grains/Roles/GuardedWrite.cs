namespace MemberGrains.Grains.Roles;

/// <summary>Writes of state that several activations might write: the storage's etag lets one of them through.</summary>
internal static class GuardedWrite
{
    /// <summary>Writes the state; a grain whose write failed is of no use any more.</summary>
    public static async Task WriteAsync<T>(this Grain grain, IPersistentState<T> stored, T next)
    {
        try
        {
            stored.State = next;
            await stored.WriteStateAsync(CancellationToken.None); // a write that has begun is not given up
        }
        catch
        {
            // Whether it is written is not known: the next activation reads.
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
