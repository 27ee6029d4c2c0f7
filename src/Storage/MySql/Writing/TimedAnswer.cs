namespace MemberGrains.Storage.MySql.Writing;

/// <summary>Waits for what a thread answers to a write, no longer than the time given for it.</summary>
internal static class TimedAnswer
{
    /// <param name="answer">The thread's.</param>
    /// <param name="ticket">The write's: it is withdrawn when the time is over, unless it was sent.</param>
    /// <param name="late">What is thrown when there is no answer in time: whether the write was withdrawn.</param>
    /// <param name="given">Ends when the time is over.</param>
    /// <param name="caller">Ends when nobody waits any more.</param>
    public static async ValueTask<TResult> OfAsync<TResult>(
        Task<TResult> answer, CommitTicket ticket, Func<bool, Exception> late, CancellationToken given, CancellationToken caller)
    {
        try
        {
            return await answer.WaitAsync(given);
        }
        catch (OperationCanceledException) when (given.IsCancellationRequested)
        {
            // It came while its time ran out, before anybody got to see that. What it says is true; a time-out would be
            // taken for a write that never was.
            if (answer.IsCompleted) return await answer;
            bool withdrawn = ticket.TryWithdraw();
            caller.ThrowIfCancellationRequested();
            throw late(withdrawn);
        }
    }
}
