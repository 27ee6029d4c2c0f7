namespace MemberGrains.Ops.Loading;

/// <summary>A line of a load file. Closed: one of the nested records.</summary>
/// <param name="Number">From 1.</param>
internal abstract record LoadLine(long Number)
{
    private LoadLine()
        : this(0)
    {
    }

    /// <summary>Registers an identity.</summary>
    public sealed record Register(long Number, string Identity, string App) : LoadLine(Number);

    /// <summary>Binds two identities; <paramref name="Key"/> is null where the line names none.</summary>
    public sealed record Bind(long Number, string A, string B, string App, string? Key) : LoadLine(Number);

    /// <summary>Nothing that could be sent.</summary>
    public sealed record Unsendable(long Number, string Code, string Detail) : LoadLine(Number);
}
