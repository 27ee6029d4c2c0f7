namespace MemberGrains.Architecture.Tests.Reading;

/// <summary>The repository as the rules see it: every file that a person wrote.</summary>
internal sealed class House
{
    private static readonly string[] IgnoredAnywhere = ["bin", "obj", ".git", ".vs", ".idea", "TestResults"];
    private static readonly string[] IgnoredAtTop = ["data", "artifacts"];
    private static readonly Lazy<House> Repository = new(() => Read(FindRoot()));

    private readonly Lazy<IReadOnlyList<ProjectFile>> projects;

    private House(IReadOnlyList<HouseFile> files)
    {
        Files = files;
        projects = new(() => [.. files.Where(f => f.Extension == ".csproj").Select(f => new ProjectFile(f))]);
    }

    /// <summary>This repository, read once for all rules.</summary>
    public static House Here => Repository.Value;

    /// <summary>Ordered by path, so that a report never depends on the file system.</summary>
    public IReadOnlyList<HouseFile> Files { get; }

    public IReadOnlyList<ProjectFile> Projects => projects.Value;

    public IEnumerable<HouseFile> Code => Files.Where(f => f.Extension == ".cs");

    /// <summary>A made-up house, for showing that a rule is able to fail.</summary>
    public static House Of(params (string Path, string Text)[] files) =>
        new([.. files.Select(f => new HouseFile(f.Path, () => f.Text))]);

    public static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MemberGrains.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException($"No MemberGrains.sln above {AppContext.BaseDirectory}: run the tests from their build output.");
    }

    public HouseFile? Find(string path) => Files.FirstOrDefault(f => f.Path == path);

    /// <summary>The project in whose folder the file lies.</summary>
    public ProjectFile? ProjectOf(HouseFile file) => Projects
        .Where(p => file.IsUnder(p.Folder))
        .MaxBy(p => p.Folder.Length);

    private static House Read(string root)
    {
        var files = Walk(new DirectoryInfo(root), atTop: true)
            .Select(f => new HouseFile(Path.GetRelativePath(root, f.FullName).Replace('\\', '/'), () => File.ReadAllText(f.FullName)))
            .OrderBy(f => f.Path, StringComparer.Ordinal);
        return new House([.. files]);
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, bool atTop) => folder
        .EnumerateFiles()
        .Where(f => f.Name != ".git")
        .Concat(folder.EnumerateDirectories()
            .Where(d => !IgnoredAnywhere.Contains(d.Name) && !(atTop && IgnoredAtTop.Contains(d.Name)))
            .SelectMany(d => Walk(d, atTop: false)));
}
