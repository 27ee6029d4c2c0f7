namespace MemberGrains.Gateway.Routing;

/// <summary>Whether a route reads a body.</summary>
internal enum BodyRule
{
    /// <summary>It does not look at one.</summary>
    None,

    /// <summary>It needs a JSON object.</summary>
    Required,

    /// <summary>No body means an empty object.</summary>
    Optional,
}
