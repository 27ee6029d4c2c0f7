namespace MemberGrains.Servers.Processes;

/// <summary>The program of a server, which stays in the foreground.</summary>
/// <param name="Environment">Added to what this process has; a null value takes a variable away.</param>
public sealed record ServerCommand(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment)
{
    public ServerCommand(string program, params string[] arguments)
        : this(program, arguments, new Dictionary<string, string?>())
    {
    }
}
