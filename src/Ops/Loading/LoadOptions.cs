namespace MemberGrains.Ops.Loading;

/// <summary>What a load needs to know.</summary>
internal sealed record LoadOptions
{
    /// <summary>The JSON Lines file.</summary>
    public required string File { get; init; }

    /// <summary>Gateways to send to, in turn; when one does not answer, the next.</summary>
    public required IReadOnlyList<Uri> Gateways { get; init; }

    /// <summary>Key of a caller account of class <c>order</c>.</summary>
    public required string Key { get; init; }

    /// <value>Requests in flight over all gateways. Default 256, 1 to 4,096.</value>
    public int InFlight { get; init; } = 256;

    /// <value>How long no gateway may answer at all before the load stops (to be resumed later). Default 2 minutes.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
