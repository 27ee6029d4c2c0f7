namespace MemberGrains.Interfaces.Faults;

/// <summary>The record can not be reached or takes no writes now; nothing was changed (503 <c>store-unavailable</c>).</summary>
[GenerateSerializer, Alias("mg.store-unavailable")]
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
