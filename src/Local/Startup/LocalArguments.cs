using System.Globalization;

namespace MemberGrains.Local.Startup;

/// <summary>What <c>./dev run</c> was told.</summary>
internal sealed record LocalArguments
{
    /// <value>Default <c>data</c>, or the environment variable <c>MEMBERGRAINS_DATA</c>.</value>
    public required string Data { get; init; }

    /// <value>Ports of the gateways of a and b; default 8081 and 8082, 0 for any free one.</value>
    public int PortA { get; init; } = 8081;

    public int PortB { get; init; } = 8082;

    /// <value>File that names the servers to run on; default none: everything in this process.</value>
    public string? Services { get; init; }

    /// <value>Written when both centers are ready; default none.</value>
    public string? ReadyFile { get; init; }

    /// <summary>Null if they can not be understood; <paramref name="problem"/> then says why.</summary>
    public static LocalArguments? Parse(IReadOnlyList<string> arguments, Func<string, string?> environment, out string problem)
    {
        problem = string.Empty;
        var parsed = new LocalArguments { Data = environment("MEMBERGRAINS_DATA") is { Length: > 0 } named ? named : "data" };
        for (int i = 0; i < arguments.Count; i++)
        {
            var (name, value) = arguments[i].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[i], null);
            if (name is not ("--data" or "--ports" or "--ready-file" or "--services"))
            {
                problem = $"run does not know {arguments[i]}";
                return null;
            }

            value ??= ++i < arguments.Count ? arguments[i] : null;
            if (string.IsNullOrEmpty(value))
            {
                problem = $"{name} needs a value";
                return null;
            }

            if (name == "--ports" && !TryPorts(value, out parsed, parsed))
            {
                problem = "--ports takes two different ports, as in --ports 8081,8082";
                return null;
            }

            if (name == "--data") parsed = parsed with { Data = value };
            if (name == "--services") parsed = parsed with { Services = value };
            if (name == "--ready-file") parsed = parsed with { ReadyFile = value };
        }

        return parsed;
    }

    private static bool TryPorts(string value, out LocalArguments changed, LocalArguments parsed)
    {
        changed = parsed;
        string[] parts = value.Split(',');
        if (parts.Length != 2 || !TryPort(parts[0], out int a) || !TryPort(parts[1], out int b) || (a == b && a != 0)) return false;
        changed = parsed with { PortA = a, PortB = b };
        return true;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
}
