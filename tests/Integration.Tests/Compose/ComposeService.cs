namespace MemberGrains.Integration.Tests.Compose;

/// <summary>A service of docker-compose.yml.</summary>
internal sealed record ComposeService(string Name, IReadOnlyDictionary<string, object?> Keys)
{
    public string? Image => Keys.GetValueOrDefault("image") as string;

    public IReadOnlyDictionary<string, object?> Build => ComposeFile.Map(Keys.GetValueOrDefault("build"));

    public string? Center => ComposeFile.Map(Keys.GetValueOrDefault("labels")).GetValueOrDefault("center") as string;

    public bool HasHealthCheck => Keys.ContainsKey("healthcheck");

    public IEnumerable<string> Volumes => List("volumes");

    public IEnumerable<string> Ports => List("ports");

    public IEnumerable<string> Command => Keys.GetValueOrDefault("command") is List<object> words ? words.Cast<string>() : [];

    /// <summary>Service to condition.</summary>
    public IReadOnlyDictionary<string, string> DependsOn => ComposeFile.Map(Keys.GetValueOrDefault("depends_on"))
        .ToDictionary(on => on.Key, on => (string)ComposeFile.Map(on.Value)["condition"]!);

    public IReadOnlyDictionary<string, string> Environment => ComposeFile.Map(Keys.GetValueOrDefault("environment"))
        .ToDictionary(variable => variable.Key, variable => (string)variable.Value!);

    private IEnumerable<string> List(string key) => ((List<object>?)Keys.GetValueOrDefault(key) ?? []).Cast<string>();
}
