using Xunit.Abstractions;

namespace MemberGrains.Servers.Testing;

/// <summary>Why the tests of a class are skipped here.</summary>
internal static class MissingServers
{
    /// <returns>Null if they run.</returns>
    public static string? Of(ITypeInfo testClass)
    {
        var missing = testClass.GetCustomAttributes(typeof(NeedsAttribute).AssemblyQualifiedName!)
            .SelectMany(needs => (Server[])needs.GetConstructorArguments().Single())
            .Where(server => MaySkip(server))
            .Select(ServerPrograms.WhyMissing)
            .OfType<string>()
            .ToList();
        return missing.Count == 0 ? null : string.Join("; ", missing);
    }

    /// <summary>In CI the servers are installed, so a missing one is a failure; for Elasticsearch there is no package.</summary>
    private static bool MaySkip(Server server) => server == Server.Elasticsearch || Environment.GetEnvironmentVariable("CI") != "true";
}
