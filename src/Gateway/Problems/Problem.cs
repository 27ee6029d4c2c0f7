namespace MemberGrains.Gateway.Problems;

/// <summary>One occurrence of a refusal or fault (RFC 9457).</summary>
/// <param name="Code">Its kind.</param>
/// <param name="Detail">For people; echoes no input.</param>
internal sealed record Problem(ProblemCode Code, string Detail)
{
    /// <summary>What is wrong, by field; set for every 400.</summary>
    public FieldErrors? Errors { get; init; }

    /// <summary>When to try again; the <c>Retry-After</c> header.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The flow rule that refused; set for 429.</summary>
    public string? Rule { get; init; }

    /// <summary>The route's methods; the <c>Allow</c> header of a 405.</summary>
    public string? Allow { get; init; }

    public static Problem InvalidRequest(FieldErrors errors) =>
        new(ProblemCode.InvalidRequest, "See errors for what is wrong, field by field.") { Errors = errors };

    public static Problem InvalidRequest(string field, string message) => InvalidRequest(FieldErrors.Of(field, message));

    public static Problem StoreUnavailable() =>
        new(ProblemCode.StoreUnavailable, "The record can not be reached now; nothing was changed.") { RetryAfterSeconds = 1 };

    public static Problem SearchUnavailable() =>
        new(ProblemCode.StoreUnavailable, "No search cluster can answer this now.") { RetryAfterSeconds = 1 };

    public static Problem Timeout() =>
        new(ProblemCode.Timeout, "Whether anything changed is not known; repeat a command with the same Idempotency-Key to learn it.");

    public static Problem Overloaded() =>
        new(ProblemCode.Overloaded, "There is no room for this request now; nothing was changed.") { RetryAfterSeconds = 1 };
}
