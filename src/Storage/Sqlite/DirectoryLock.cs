using System.Globalization;

namespace MemberGrains.Storage.Sqlite;

/// <summary>
/// Holds a directory for one process. The lock is the system's own on an open file, so it ends with the process, however
/// that ends.
/// </summary>
public sealed class DirectoryLock : IDisposable
{
    private const string LockName = ".lock";

    // Beside the locked file, which nobody else can open: only for the message.
    private const string HolderName = ".holder";
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a directory, which is made if it is missing.</summary>
    /// <exception cref="DirectoryInUseException">Another process, or another holder in this one, has it.</exception>
    public static DirectoryLock Acquire(string directory)
    {
        Directory.CreateDirectory(directory);
        string holder = Path.Combine(directory, HolderName);
        var file = Open(directory, holder);
        try
        {
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DirectoryLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives the directory free.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string directory, string holder)
    {
        try
        {
            return new FileStream(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new DirectoryInUseException(directory, File.Exists(holder) ? File.ReadAllText(holder) : null, held);
        }
    }
}
