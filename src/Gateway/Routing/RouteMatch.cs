namespace MemberGrains.Gateway.Routing;

/// <summary>What the table says of a method and path.</summary>
/// <param name="Route">The route; null if there is none.</param>
/// <param name="Allow">Methods of the path; null if the path is not known either.</param>
/// <param name="First">Decoded first path parameter; null if there is none or its encoding is malformed.</param>
/// <param name="Second">The second one.</param>
internal readonly record struct RouteMatch(Route? Route, string? Allow, string? First, string? Second);
