namespace MemberGrains.Ops.Commands;

/// <summary>An identity of the command line as an operators' path.</summary>
internal static class IdentityPath
{
    /// <summary>What is no <c>kind:value</c> gives a path that the gateway refuses with its reason.</summary>
    public static string Of(string identity, string action)
    {
        int colon = identity.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? identity : identity[..colon];
        string value = colon < 0 ? string.Empty : identity[(colon + 1)..];
        return $"/ops/v1/identities/{Uri.EscapeDataString(kind)}/{Uri.EscapeDataString(value)}:{action}";
    }
}
