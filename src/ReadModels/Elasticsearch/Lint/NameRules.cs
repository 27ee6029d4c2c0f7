using MemberGrains.ReadModels.Elasticsearch.Schema;

namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>Readers and writers go through aliases, and both to the same one index, so that a rebuild can take over.</summary>
internal sealed class AliasesRule : ILintRule
{
    public string Name => "aliases";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture)
    {
        foreach (var kind in IndexNames.Kinds)
        {
            var readers = picture.Ours.Where(index => index.Aliases.ContainsKey(picture.Names.Read(kind))).ToList();
            var writers = picture.Ours.Where(index => index.Aliases.ContainsKey(picture.Names.Write(kind))).ToList();
            if (readers.Count != 1) yield return (picture.Names.Read(kind), $"leads to {Count(readers.Count)}");
            if (writers.Count != 1) yield return (picture.Names.Write(kind), $"leads to {Count(writers.Count)}");
            if (readers.Count == 1 && writers.Count == 1 && readers[0].Name != writers[0].Name)
                yield return (picture.Names.Write(kind), $"leads to {writers[0].Name}, but readers to {readers[0].Name}");
        }
    }

    private static string Count(int indices) => indices == 0 ? "no index" : FormattableString.Invariant($"{indices} indices");
}

/// <summary>An index of ours to which no alias leads: a rebuild died and none has begun since.</summary>
internal sealed class LeftoverRule : ILintRule
{
    public string Name => "leftover";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        where index.Aliases.IsEmpty
        select (index.Name, "no alias leads to it");
}

/// <summary>An index under a name of ours that carries no counter: made by a stray write, with a guessed mapping.</summary>
internal sealed class IndexNameRule : ILintRule
{
    public string Name => "index-name";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Indices
        where IndexNames.Kinds.Any(kind => index.Name.StartsWith(picture.Names.Template(kind) + "-", StringComparison.Ordinal)) && picture.Names.NumberOf(index.Name) is null
        select (index.Name, "its name carries no counter");
}

/// <summary>The next index is made from the template: it must be there, and of this version or a newer one.</summary>
internal sealed class TemplateRule : ILintRule
{
    public string Name => "template";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from kind in IndexNames.Kinds
        let name = picture.Names.Template(kind)
        let version = picture.TemplateVersions.GetValueOrDefault(name, -1)
        where version < IndexDefinition.Version
        select (name, version < 0 ? "is not there" : FormattableString.Invariant($"is of version {version}, this build's of {IndexDefinition.Version}"));
}
