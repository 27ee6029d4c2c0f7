using System.ComponentModel.DataAnnotations;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.Sqlite;

/// <summary>The record in SQLite files: the embedded default.</summary>
public static class SqliteRecord
{
    /// <summary>Opens the files, making what is missing. Dispose the record to close them and free the directory.</summary>
    /// <param name="slots">One file for each of its clusters.</param>
    /// <param name="options">Where, and how.</param>
    /// <param name="record">Batching and limits.</param>
    /// <param name="time">The store's clock.</param>
    /// <param name="log">Null for no log.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="DirectoryInUseException">Another process has the directory.</exception>
    /// <exception cref="InvalidOperationException">A file is of a newer format or of another cluster.</exception>
    public static RecordStore Open(SlotMap slots, SqliteRecordOptions options, RecordOptions record, TimeProvider time, ILogger<RecordStore>? log = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        Validator.ValidateObject(record, new ValidationContext(record), validateAllProperties: true);
        var held = DirectoryLock.Acquire(options.Directory);
        var files = new List<SqliteFile>();
        try
        {
            foreach (var cluster in slots.Clusters) files.Add(new SqliteFile(cluster, options, time));
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            held.Dispose();
            throw;
        }

        return new RecordStore(slots, files.ConvertAll(file => file.Start()), record, time, held: held, log: log);
    }
}
