using System.Xml.Linq;

namespace MemberGrains.Architecture.Tests.Reading;

/// <summary>What a rule wants to know of a csproj, read as text: no MSBuild evaluation, so that tests stay fast.</summary>
internal sealed class ProjectFile(HouseFile file)
{
    private readonly XDocument xml = XDocument.Parse(file.Text, LoadOptions.SetLineInfo);

    public HouseFile File { get; } = file;

    public string Path => File.Path;

    /// <summary>The room: the project's file name without its extension, e.g. <c>Grains.Interfaces</c>.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public bool IsSource => File.IsUnder("src");

    public bool IsEmbeddedOnly => Property("EmbeddedEngineOnly") == "true";

    public bool IsDeterministic => Property("DeterministicCode") == "true";

    public IEnumerable<XElement> Items(string name) => xml.Descendants(name).Where(e => e.Parent?.Name == "ItemGroup");

    /// <summary>Names of the projects referenced.</summary>
    public IEnumerable<string> References => Includes("ProjectReference")
        .Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    public IEnumerable<string> Packages => Includes("PackageReference");

    public string? Property(string name) => xml.Descendants(name).FirstOrDefault(e => e.Parent?.Name == "PropertyGroup")?.Value;

    private IEnumerable<string> Includes(string item) => Items(item)
        .SelectMany(e => ((string?)e.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
