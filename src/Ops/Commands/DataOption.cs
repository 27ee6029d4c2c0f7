using System.CommandLine;

namespace MemberGrains.Ops.Commands;

/// <summary>Which cluster a command is about: the data directory it runs on.</summary>
internal static class DataOption
{
    /// <summary>Set by <c>./dev</c>, so that its commands mean one directory wherever they are called from.</summary>
    private const string Variable = "MEMBERGRAINS_DATA";

    public static Option<string> Create() => new("--data")
    {
        Description = "Data directory of the cluster",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "data",
    };
}
