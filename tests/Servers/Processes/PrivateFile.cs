namespace MemberGrains.Servers.Processes;

/// <summary>A file with a secret in it: for its owner's eyes only. It is there whole, or as it was before.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        string writing = path + ".new";
        File.Delete(writing);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(writing, create)) writer.Write(text);
        File.Move(writing, path, overwrite: true);
    }
}
