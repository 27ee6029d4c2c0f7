namespace MemberGrains.Integration.Tests.Clustering.Grains;

/// <inheritdoc cref="INoteGrain"/>
public sealed class NoteGrain([PersistentState("note", "roles")] IPersistentState<Note> note) : Grain, INoteGrain, IRemindable
{
    public Task WriteAsync(string text)
    {
        note.State.Text = text;
        return note.WriteStateAsync();
    }

    public Task<string> ReadAsync() => Task.FromResult(note.State.Text);

    public Task EraseAsync() => note.ClearStateAsync();

    public Task ForgetAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task RemindAsync(string name) => this.RegisterOrUpdateReminder(name, TimeSpan.FromDays(1), TimeSpan.FromDays(2));

    public async Task<string[]> RemindersAsync() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];

    public async Task StopAsync(string name) => await this.UnregisterReminder(await this.GetReminder(name) ?? throw new ArgumentException(name));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
