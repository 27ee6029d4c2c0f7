namespace MemberGrains.Bench.Order;

/// <summary>A sort of request of the order path.</summary>
internal enum OrderCall
{
    /// <summary>A bounded read.</summary>
    Bounded,

    /// <summary>A strong read.</summary>
    Strong,

    /// <summary>A bind.</summary>
    Bind,
}
