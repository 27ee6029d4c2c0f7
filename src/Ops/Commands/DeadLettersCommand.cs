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

    public static Command Create(Option<string> data)
    {
        var center = new Option<string?>("--center") { Description = "Only that center's", HelpName = "a|b", Recursive = true };
        center.AcceptOnlyFromAmong("a", "b");
        var group = new Option<string?>("--group") { Description = "Only that group's, for example search-primary", HelpName = "GROUP", Recursive = true };
        var id = new Option<string?>("--id") { Description = "Only the one of that id", HelpName = "ID", Recursive = true };
        var config = new Option<string?>("--config") { Description = "A JSON file with ChangeStream:RabbitMq, in place of the data directory's services.json", HelpName = "FILE", Recursive = true };

        Command Verb(string verb, string description, Func<IDeadLetters, DeadLetterChoice, CancellationToken, Task> act)
        {
            var command = new Command(verb, description);
            command.SetAction(async (parsed, cancellation) =>
            {
                string file = parsed.GetValue(config) ?? Path.Combine(parsed.GetValue(data)!, "services", "services.json");
                await using var brokers = Open(file);
                var choice = new DeadLetterChoice(parsed.GetValue(group), parsed.GetValue(id));
                string? only = parsed.GetValue(center);
                try
                {
                    foreach (string named in StreamGroups.Centers.Where(named => (only ?? named) == named))
                        await act(brokers.GetRequiredKeyedService<IDeadLetters>(named), choice, cancellation);
                    return 0;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    // Not configured, out of reach, or it did not confirm: in each case the broker's own words.
                    await Console.Error.WriteLineAsync(fault.Message);
                    return CommandRunner.Failed;
                }
            });
            return command;
        }

        return new Command("dead-letters", "Messages that a group could not take")
        {
            center, group, id, config,
            Verb("list", "Show them, the oldest of each group first", ListAsync),
            Verb("replay", "Hand them to their groups again", async (letters, choice, cancellation) =>
                Console.WriteLine($"center {letters.Center}: {await letters.ReplayAsync(choice, cancellation)} handed out again")),
            Verb("drop", "Delete them for good", async (letters, choice, cancellation) =>
                Console.WriteLine($"center {letters.Center}: {await letters.DropAsync(choice, cancellation)} dropped")),
        };
    }

    private static async Task ListAsync(IDeadLetters letters, DeadLetterChoice choice, CancellationToken cancellation)
    {
        var found = (await letters.ListAsync(MostShown, cancellation))
            .Where(letter => (choice.Group ?? letter.Group) == letter.Group && (choice.Id ?? letter.Id) == letter.Id)
            .ToList();
        Console.WriteLine($"center {letters.Center}: {(found.Count == 0 ? "none" : found.Count)}");
        foreach (var letter in found)
            Console.WriteLine($"  {letter.Group}  {letter.Cluster}  {letter.Id}  {letter.At:yyyy-MM-dd'T'HH:mm:ss'Z'}  {letter.Failures} tries, {letter.Bytes} bytes: {letter.Reason}");
    }

    private static ServiceProvider Open(string file)
    {
        if (!File.Exists(file)) throw new IOException($"{file} is not there: name the brokers with --config.");
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IStreamClusters>(SlotMap.Default);
        services.AddRabbitMqBrokers(configuration.GetSection(Section));
        return services.BuildServiceProvider();
    }
}
