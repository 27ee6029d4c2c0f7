using System.Diagnostics;
using System.Globalization;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Tests.Sqlite;

public sealed class DirectoryTests
{
    [Fact]
    public async Task A_directory_has_one_holder_and_the_refusal_names_it()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        var refused = Assert.Throws<DirectoryInUseException>(
            () => SqliteRecord.Open(SlotMap.Default, stand.Options, new RecordOptions(), TimeProvider.System));
        Assert.Contains(stand.Options.Directory, refused.Message, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}"), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_is_refused_with_a_clear_message()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MemberGrains.Storage.Crash.dll"));
        start.ArgumentList.Add(stand.Options.Directory);
        using var process = Process.Start(start)!;
        string said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"is in use by process {Environment.ProcessId}"), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_is_free_after_closing_and_after_a_refused_start()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        SetMeta(stand.FileOf("c1"), "format", "4");
        Assert.Throws<InvalidOperationException>(() => stand.Record);
        SetMeta(stand.FileOf("c1"), "format", "3");
        await stand.RegisterAsync(1);
    }

    [Fact]
    public async Task A_newer_format_is_refused_and_says_what_to_do()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        SetMeta(stand.FileOf("c0"), "format", "4");
        var refused = Assert.Throws<InvalidOperationException>(() => stand.Record);
        Assert.Contains("has format 4, made by a newer version; this version reads up to format 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_another_cluster_is_refused()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        File.Move(stand.FileOf("c0"), stand.FileOf("c1"), overwrite: true);
        var refused = Assert.Throws<InvalidOperationException>(() => stand.Record);
        Assert.Contains("holds cluster c0 with slots 0-511, not cluster c1 with slots 512-1023", refused.Message, StringComparison.Ordinal);
    }

    private static void SetMeta(string path, string name, string value)
    {
        using var database = Database.OpenWriter(path);
        database.Prepare("UPDATE meta SET value = ?2 WHERE name = ?1").Bind(1, name).Bind(2, value).Run();
    }
}
