namespace MemberGrains.Local.Data;

/// <summary>Files with secrets: readable by their owner only from the first byte on, and never seen half written.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Puts the content in place of what was there.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string next = $"{path}.next";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // Windows has no modes; there the file takes the rights of the owner's directory.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(next, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
