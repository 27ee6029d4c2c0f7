using System.Collections.Immutable;

namespace MemberGrains.Bench.Order;

/// <summary>What so many callers got.</summary>
/// <param name="Callers">Each with one request under way.</param>
/// <param name="PerSecond">Answers a second, all sorts.</param>
/// <param name="AverageMs">Over all answers.</param>
/// <param name="P99Ms">Over all answers.</param>
/// <param name="BoundedP99Ms">Of bounded reads.</param>
/// <param name="StrongP99Ms">Of strong reads.</param>
/// <param name="BindP50Ms">Of binds.</param>
/// <param name="BindP99Ms">Of binds.</param>
/// <param name="Wrong">Answers that were not 200, each with its call, status and code.</param>
internal sealed record OrderFigures(
    int Callers, double PerSecond, double AverageMs, double P99Ms, double BoundedP99Ms, double StrongP99Ms, double BindP50Ms, double BindP99Ms,
    ImmutableArray<(OrderCall Call, string Answer)> Wrong);
