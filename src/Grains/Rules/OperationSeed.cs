using MemberGrains.Grains.Ids;

namespace MemberGrains.Grains.Rules;

/// <summary>What a rule needs besides states: who, when, and where new ids come from.</summary>
/// <param name="OperationId">Of the operation, if there will be one.</param>
/// <param name="Caller">Caller account.</param>
/// <param name="TraceParent">W3C trace context; null if none.</param>
/// <param name="Now">UTC, to 100 ns.</param>
/// <param name="Ids">Makes member ids.</param>
/// <param name="Limits">Of a member.</param>
public sealed record OperationSeed(
    string OperationId,
    string Caller,
    string? TraceParent,
    DateTimeOffset Now,
    IdSource Ids,
    BindingLimits Limits);
