using Xunit.Abstractions;

namespace MemberGrains.Servers.Testing;

/// <summary>Why the tests of a class are skipped here.</summary>
internal static class MissingServers
{
    /// <returns>Null if they run.</returns>
    public static string? Of(ITypeInfo testClass)
    {
        var needs = testClass.GetCustomAttributes(typeof(NeedsAttribute).AssemblyQualifiedName!).ToList();
        var missing = needs.SelectMany(need => (Server[])need.GetConstructorArguments().Single())
            .Where(MaySkip)
            .Select(ServerPrograms.WhyMissing)
            .Append(needs.Any(need => need.GetNamedArgument<bool>(nameof(NeedsAttribute.SmallDisk))) ? SmallDisk.WhyMissing() : null)
            .OfType<string>()
            .ToList();
        return missing.Count == 0 ? null : string.Join("; ", missing);
    }

    /// <summary>In CI the servers are installed, so a missing one is a failure; for Elasticsearch there is no package.</summary>
    private static bool MaySkip(Server server) => server == Server.Elasticsearch || Environment.GetEnvironmentVariable("CI") != "true";
}
