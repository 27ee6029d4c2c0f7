using System.CommandLine;
using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Ops.Commands;

/// <summary><c>ops dead-letters</c>: what a center's groups could not take; the brokers themselves are asked.</summary>
internal static class DeadLettersCommand
{
    private const string Section = "ChangeStream:RabbitMq";
    private const int MostShown = 100;

    private delegate Task Act(IDeadLetters letters, DeadLetterChoice choice, TextWriter output, CancellationToken cancellation);

    public static Command Create(Option<string> data)
    {
        var center = new Option<string?>("--center") { Description = "Only that center's", HelpName = "a|b", Recursive = true };
        center.AcceptOnlyFromAmong("a", "b");
        var group = new Option<string?>("--group") { Description = "Only that group's, for example search-primary", HelpName = "GROUP", Recursive = true };
        var id = new Option<string?>("--id") { Description = "Only the one of that id", HelpName = "ID", Recursive = true };
        var all = new Option<bool>("--all") { Description = "Everything that --center leaves" };
        var config = new Option<string?>("--config") { Description = "A JSON file with ChangeStream:RabbitMq, in place of the data directory's services.json", HelpName = "FILE", Recursive = true };

        Command Verb(string verb, string description, Act act)
        {
            var command = new Command(verb, description);
            command.SetAction((parsed, cancellation) =>
            {
                string file = parsed.GetValue(config) ?? Path.Combine(parsed.GetValue(data)!, "services", "services.json");
                string? only = parsed.GetValue(center);
                return RunAsync(
                    file,
                    StreamGroups.Centers.Where(named => (only ?? named) == named),
                    letters => act(letters, new DeadLetterChoice(parsed.GetValue(group), parsed.GetValue(id)), parsed.InvocationConfiguration.Output, cancellation),
                    parsed.InvocationConfiguration.Error);
            });
            return command;
        }

        var drop = Verb("drop", "Delete them for good", async (letters, choice, output, cancellation) =>
            await output.WriteLineAsync($"center {letters.Center}: {await letters.DropAsync(choice, cancellation)} dropped"));
        drop.Options.Add(all);
        drop.Validators.Add(result =>
        {
            if (result.GetValue(id) is null && result.GetValue(group) is null && !result.GetValue(all)) result.AddError("Name what to drop: --id, --group, or --all.");
        });
        return new Command("dead-letters", "Messages that a group could not take")
        {
            center, group, id, config,
            Verb("list", "Show them, the oldest of each group first", ListAsync),
            Verb("replay", "Hand them to their groups again", async (letters, choice, output, cancellation) =>
                await output.WriteLineAsync($"center {letters.Center}: {await letters.ReplayAsync(choice, cancellation)} handed out again")),
            drop,
        };
    }

    /// <summary>Asks center after center: one that is away does not hide the other.</summary>
    private static async Task<int> RunAsync(string file, IEnumerable<string> centers, Func<IDeadLetters, Task> act, TextWriter error)
    {
        if (!File.Exists(file)) throw new IOException($"{file} is not there: name the brokers with --config.");
        await using var brokers = Open(file);
        int code = 0;
        foreach (string center in centers)
        {
            try
            {
                await act(brokers.GetRequiredKeyedService<IDeadLetters>(center));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Not configured, out of reach, or it did not confirm: in each case the broker's own words.
                await error.WriteLineAsync($"center {center}: {fault.Message}");
                code = CommandRunner.Failed;
            }
        }

        return code;
    }

    private static async Task ListAsync(IDeadLetters letters, DeadLetterChoice choice, TextWriter output, CancellationToken cancellation)
    {
        var found = (await letters.ListAsync(MostShown, cancellation))
            .Where(letter => (choice.Group ?? letter.Group) == letter.Group && (choice.Id ?? letter.Id) == letter.Id)
            .ToList();
        await output.WriteLineAsync($"center {letters.Center}: {(found.Count == 0 ? "none" : found.Count)}");
        foreach (var letter in found)
            await output.WriteLineAsync($"  {letter.Group}  {letter.Cluster}  {letter.Id}  {letter.At:yyyy-MM-dd'T'HH:mm:ss'Z'}  {letter.Failures} tries, {letter.Bytes} bytes: {letter.Reason}");
    }

    private static IConfiguration Read(string file)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build();
        }
        catch (InvalidDataException fault)
        {
            throw new IOException($"{file} can not be read: {fault.GetBaseException().Message}", fault);
        }
    }

    private static ServiceProvider Open(string file)
    {
        var configuration = Read(file);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IStreamClusters>(SlotMap.Default);
        services.AddRabbitMqBrokers(configuration.GetSection(Section));
        return services.BuildServiceProvider();
    }
}
