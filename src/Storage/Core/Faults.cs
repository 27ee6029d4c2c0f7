using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Storage.Core;

/// <summary>What a caller is told of a failed batch. The cause stays inside, so that its trace is not lost.</summary>
internal static class Faults
{
    /// <summary>A read that failed has changed nothing.</summary>
    public static Exception OfRead(Exception cause) => cause is StoreUnavailableException
        ? new StoreUnavailableException(cause.Message, cause)
        : new StoreUnavailableException($"The record could not be read: {cause.Message}", cause);

    /// <summary>A write is only known not to have happened if the adapter says so.</summary>
    public static Exception OfWrite(Exception cause) => cause switch
    {
        StoreUnavailableException => new StoreUnavailableException(cause.Message, cause),
        FateUnknownException => new FateUnknownException(cause.Message, cause),
        _ => new FateUnknownException($"Whether the write happened is not known: {cause.Message}", cause),
    };
}
