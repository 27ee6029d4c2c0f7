using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Storage.Sqlite;

/// <summary>Where the embedded record keeps its files, and how.</summary>
public sealed class SqliteRecordOptions
{
    /// <summary>The directory of the files, one for each physical cluster; made if missing, held by one process at a time.</summary>
    /// <value>Required; no default.</value>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary>Threads that read history, outbox and replicas from each file, beside the one that writes and reads for grains.</summary>
    /// <value>1 to 32; default 2.</value>
    [Range(1, 32)]
    public int ReaderThreads { get; set; } = 2;

    /// <summary>Pages of each file kept in memory, MiB.</summary>
    /// <value>1 to 4,096; default 64.</value>
    [Range(1, 4096)]
    public int CacheMegabytes { get; set; } = 64;

    /// <summary>Log length, in pages of 4 KiB, at which a commit writes the log back into the file. Longer writes less and recovers later.</summary>
    /// <value>100 to 1,000,000; default 32,000 (128 MiB).</value>
    [Range(100, 1_000_000)]
    public int CheckpointPages { get; set; } = 32_000;

    /// <summary>Called between any two steps of a batch; only crash tests set it.</summary>
    internal Action<CommitStep>? Probe { get; set; }

    /// <summary>Most pages a file may have, so that tests can fill the disk; null for no limit.</summary>
    internal int? MaxPages { get; set; }
}
