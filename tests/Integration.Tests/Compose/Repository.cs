namespace MemberGrains.Integration.Tests.Compose;

/// <summary>The files that are in no assembly.</summary>
internal static class Repository
{
    private static readonly string _root = Root(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(string name) => Path.Combine(_root, name);

    private static string Root(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MemberGrains.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No repository above {AppContext.BaseDirectory}.");
    }
}
