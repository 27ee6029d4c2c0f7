using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace MemberGrains.GenuineOrleans.Tests.AdoNet;

/// <summary>
/// The query keys a genuine AdoNet provider asks the database for. Membership and reminders have a property for each, in
/// one class whose start fails if a key is missing; grain state names them in the statement that reads them.
/// </summary>
internal static partial class ProviderQueries
{
    public static IReadOnlyList<string> KeysOf(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        return [.. Properties(metadata).Concat(Named(metadata)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Properties(MetadataReader metadata) =>
        from type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
        where metadata.GetString(type.Name) == "DbStoredQueries"
        from property in type.GetProperties()
        select metadata.GetString(metadata.GetPropertyDefinition(property).Name);

    private static IEnumerable<string> Named(MetadataReader metadata)
    {
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            foreach (Match match in Key().Matches(metadata.GetUserString(handle))) yield return match.Groups[1].Value;
        }
    }

    [GeneratedRegex("QueryKey = '([A-Za-z0-9]+)'")]
    private static partial Regex Key();
}
