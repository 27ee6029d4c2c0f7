namespace MemberGrains.Servers.Elasticsearch;

/// <summary>
/// The script that runs one Elasticsearch node in the foreground:
/// <c>start --name N --data DIR --http PORT --transport PORT --version 7|8 --heap MB</c>. No package of the distribution
/// has one, so the environment names it.
/// </summary>
public static class ElasticsearchStart
{
    public const string Variable = "ELASTICSEARCH_START";

    /// <summary>In place of a script: do without, though there is one beside the repository.</summary>
    public const string None = "none";

    /// <summary>What the environment names, or that of a folder beside the repository; null if there is neither.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) == None) return null;
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "MemberGrains.sln"))) continue;
            string beside = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "elasticsearch", "start"));
            return File.Exists(beside) ? beside : null;
        }

        return null;
    }

    /// <exception cref="ServerMissingException">There is no such script.</exception>
    public static string Require()
    {
        string script = Find() ?? throw new ServerMissingException($"no Elasticsearch: name a start script in {Variable}");
        return File.Exists(script) ? script : throw new ServerMissingException($"{Variable} names {script}, which does not exist");
    }
}
