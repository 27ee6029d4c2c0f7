namespace MemberGrains.Storage.Port;

/// <summary>
/// Who may run a background job of a physical cluster. A fence is a lease with a token that only ascends; what the job
/// writes is conditional on its token, so a job that lost its lease unknowingly can do no harm.
/// </summary>
public interface IJobFences
{
    /// <summary>
    /// Takes or renews the lease of <paramref name="job"/> for <paramref name="owner"/> until now + <paramref name="lease"/>
    /// by the store's clock. Returns the token (unchanged while the same owner renews), or null while another owner holds it.
    /// </summary>
    ValueTask<long?> AcquireAsync(string cluster, string job, string owner, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Gives the lease up at once, if it is still <paramref name="owner"/>'s.</summary>
    ValueTask ReleaseAsync(string cluster, string job, string owner, CancellationToken cancellation);
}
