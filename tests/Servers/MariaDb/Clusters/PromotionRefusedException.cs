namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>A promotion that could lose something acknowledged; nothing was changed.</summary>
public sealed class PromotionRefusedException(string message) : Exception(message);
