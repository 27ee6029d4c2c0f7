namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>A node and the center it stands in.</summary>
public sealed record ClusterNode(string Name, string Center, MariaDbNode Server);
