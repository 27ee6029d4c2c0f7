using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace MemberGrains.Integration.Tests.Compose;

/// <summary>docker-compose.yml as an engine reads it: anchors and merges resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    public ComposeFile()
    {
        string text = File.ReadAllText(Repository.PathOf("docker-compose.yml"));
        _root = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(new MergingParser(new Parser(new StringReader(text))))!;
        Services = Map(_root["services"]).ToDictionary(service => service.Key, service => new ComposeService(service.Key, Map(service.Value)));
    }

    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    public IEnumerable<string> Sections => _root.Keys.Cast<string>();

    public IReadOnlyCollection<string> Volumes => [.. Map(_root["volumes"]).Keys];

    public static IReadOnlyDictionary<string, object?> Map(object? node) =>
        ((Dictionary<object, object?>?)node ?? []).ToDictionary(entry => (string)entry.Key, entry => entry.Value);
}
