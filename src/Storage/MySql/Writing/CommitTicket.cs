namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// Whether a batch may still be given up without a trace. Its thread sends what writes only if nobody has withdrawn it; who
/// waits withdraws it only if it was not sent. So a time-out knows which of the two it is.
/// </summary>
internal sealed class CommitTicket
{
    private const int Open = 0, Sent = 1, Withdrawn = 2;

    private int _state;

    /// <summary>From here on it may be written; false if it was withdrawn. A batch that is sent again asks again.</summary>
    public bool TrySend() => Interlocked.CompareExchange(ref _state, Sent, Open) != Withdrawn;

    /// <summary>Nothing will be written; false if it was sent.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Open) == Open;
}
