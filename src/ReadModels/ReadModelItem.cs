namespace MemberGrains.ReadModels;

/// <summary>One read model, as operators see it.</summary>
/// <param name="Center">Center it belongs to.</param>
/// <param name="Name"><c>redis</c>, <c>search-primary</c>, <c>search-backup</c>, <c>search-marketing</c>.</param>
/// <param name="State"><c>live | behind | rebuilding | down</c>.</param>
/// <param name="LagEvents">Events published and not applied.</param>
/// <param name="LagMs">Milliseconds since everything committed was applied.</param>
public sealed record ReadModelItem(string Center, string Name, string State, long LagEvents, long LagMs);
