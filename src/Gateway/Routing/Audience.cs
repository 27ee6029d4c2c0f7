namespace MemberGrains.Gateway.Routing;

/// <summary>Whose keys a route takes.</summary>
internal enum Audience
{
    /// <summary>Everybody, without a key.</summary>
    Open,

    /// <summary>Every caller account.</summary>
    Callers,

    /// <summary>Caller accounts of the order class.</summary>
    OrderCallers,

    /// <summary>Operators.</summary>
    Operators,
}
