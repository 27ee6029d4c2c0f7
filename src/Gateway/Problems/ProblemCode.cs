using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Gateway.Problems;

/// <summary>A kind of refusal or fault, as callers see it. To add one: add it here, to openapi.v1.json and to the routes that answer it.</summary>
/// <param name="Code">The <c>code</c> and the end of the <c>type</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The same for every occurrence.</param>
internal sealed record ProblemCode(string Code, int Status, string Title)
{
    public static readonly ProblemCode InvalidRequest = new("invalid-request", 400, "The request is not valid.");
    public static readonly ProblemCode InvalidIdentity = new("invalid-identity", 400, "An identity is not valid.");
    public static readonly ProblemCode BlockedValue = new("blocked-value", 400, "An identity is a blocked value.");
    public static readonly ProblemCode IdempotencyKeyMissing = new("idempotency-key-missing", 400, "The command needs a usable Idempotency-Key.");
    public static readonly ProblemCode Unauthenticated = new("unauthenticated", 401, "The request needs a valid key.");
    public static readonly ProblemCode Forbidden = new("forbidden", 403, "The account may not do this.");
    public static readonly ProblemCode NotFound = new("not-found", 404, "There is no such route.");
    public static readonly ProblemCode IdentityUnknown = new("identity-unknown", 404, "The identity is not registered.");
    public static readonly ProblemCode MemberUnknown = new("member-unknown", 404, "There is no such living member.");
    public static readonly ProblemCode OperationUnknown = new("operation-unknown", 404, "There is no such operation.");
    public static readonly ProblemCode SiloUnknown = new("silo-unknown", 404, "There is no such silo.");
    public static readonly ProblemCode MethodNotAllowed = new("method-not-allowed", 405, "The route does not take this method.");
    public static readonly ProblemCode Taken = new("taken", 409, "The identity's kind is taken in the joined member.");
    public static readonly ProblemCode KindOccupied = new("kind-occupied", 409, "Another kind is occupied in the joined member.");
    public static readonly ProblemCode LimitReached = new("limit-reached", 409, "The joined member would have too many identities.");
    public static readonly ProblemCode Superseded = new("superseded", 409, "Another operation has changed one of its identities since.");
    public static readonly ProblemCode LastSilo = new("last-silo", 409, "It is the last active silo.");
    public static readonly ProblemCode PayloadTooLarge = new("payload-too-large", 413, "The body is too large.");
    public static readonly ProblemCode UnsupportedMediaType = new("unsupported-media-type", 415, "The body must be application/json.");
    public static readonly ProblemCode KeyReused = new("idempotency-key-reused", 422, "The Idempotency-Key was used with another body.");
    public static readonly ProblemCode Quarantined = new("quarantined", 423, "An identity of the members named is quarantined.");
    public static readonly ProblemCode RateLimited = new("rate-limited", 429, "The account's quota is used up.");
    public static readonly ProblemCode Overloaded = new("overloaded", 503, "The gateway is at capacity.");
    public static readonly ProblemCode Contended = new("contended", 503, "Too many commands on the same identities at once.");
    public static readonly ProblemCode StoreUnavailable = new("store-unavailable", 503, "The record can not be reached.");
    public static readonly ProblemCode Timeout = new("timeout", 504, "There was no answer in time.");

    /// <summary>Stable address of the kind of problem.</summary>
    public string Type { get; } = $"https://membergrains.dev/problems/{Code}";

    /// <summary>The problem that a refused command is.</summary>
    public static ProblemCode Of(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.IdentityUnknown => IdentityUnknown,
        CommandOutcome.Quarantined => Quarantined,
        CommandOutcome.Taken => Taken,
        CommandOutcome.KindOccupied => KindOccupied,
        CommandOutcome.LimitReached => LimitReached,
        CommandOutcome.OperationUnknown => OperationUnknown,
        CommandOutcome.Superseded => Superseded,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };
}
