namespace MemberGrains.Integration.Tests.Clustering.Grains;

/// <summary>Keeps a note, and is reminded.</summary>
[Alias("mg.tests.INoteGrain")]
public interface INoteGrain : IGrainWithStringKey
{
    [Alias("Write")]
    Task WriteAsync(string text);

    [Alias("Read")]
    Task<string> ReadAsync();

    [Alias("Erase")]
    Task EraseAsync();

    /// <summary>Ends this activation: the next one reads what is stored.</summary>
    [Alias("Forget")]
    Task ForgetAsync();

    [Alias("Remind")]
    Task RemindAsync(string name);

    [Alias("Reminders")]
    Task<string[]> RemindersAsync();

    [Alias("Stop")]
    Task StopAsync(string name);
}
