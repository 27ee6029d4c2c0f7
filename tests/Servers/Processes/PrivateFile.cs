namespace MemberGrains.Servers.Processes;

/// <summary>A file with a secret in it: for its owner's eyes only.</summary>
internal static class PrivateFile
{
    public static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        string writing = path + ".new";
        File.Delete(writing);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(writing, create)) await writer.WriteAsync(text.AsMemory(), cancel);
        File.Move(writing, path, overwrite: true);
    }
}
