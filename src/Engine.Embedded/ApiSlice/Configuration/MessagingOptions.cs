namespace Orleans.Configuration;

/// <summary>How calls are sent.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for an answer before it gets a <see cref="TimeoutException"/>.</summary>
    /// <value>Default 30 s; more than zero.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a call that timed out is also cancelled at the callee.</summary>
    /// <value>Default false.</value>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Whether a cancelled call ends only when the callee has ended it.</summary>
    /// <value>Default false: the caller goes on at once.</value>
    public bool WaitForCancellationAcknowledgement { get; set; }
}
