using System.Globalization;

namespace MemberGrains.Storage.Sqlite;

/// <summary>
/// Holds a directory for one process. The lock is the system's own on an open file, so it ends with the process, however
/// that ends.
/// </summary>
public sealed class DirectoryLock : IDisposable
{
    private const string FileName = ".lock";
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a directory, which is made if it is missing.</summary>
    /// <exception cref="DirectoryInUseException">Another process, or another holder in this one, has it.</exception>
    public static DirectoryLock Acquire(string directory)
    {
        Directory.CreateDirectory(directory);
        string path = Path.Combine(directory, FileName);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new DirectoryInUseException(directory, Holder(path), held);
        }

        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new DirectoryLock(file);
    }

    /// <summary>Gives the directory free.</summary>
    public void Dispose() => _file.Dispose();

    private static string? Holder(string path)
    {
        try
        {
            // Sharing everything takes no lock, so the holder's number can be read beside its lock.
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
