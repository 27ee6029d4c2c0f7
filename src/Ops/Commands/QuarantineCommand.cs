using System.CommandLine;
using MemberGrains.Ops.Json;

namespace MemberGrains.Ops.Commands;

/// <summary><c>ops quarantine</c> and <c>ops release</c>: an identity is held, or free again.</summary>
internal static class QuarantineCommand
{
    public static Command Create(Option<string> data, string action, string description)
    {
        var identity = new Argument<string>("KIND:VALUE") { Description = "An identity" };
        var reason = new Option<string>("--reason") { Description = "Why, for its history", Required = true, HelpName = "TEXT" };
        var command = new Command(action, description) { identity, reason };
        command.SetAction((parsed, cancellation) => OperatorCommands.AskAsync(
            parsed.GetValue(data)!,
            HttpMethod.Post,
            IdentityPath.Of(parsed.GetValue(identity)!, action),
            JsonBody.Of(writer => writer.WriteString("reason"u8, parsed.GetValue(reason))),
            body => Console.WriteLine($"{body.GetProperty("outcome").GetString()} {body.GetProperty("operationId").GetString()}".TrimEnd()),
            cancellation));
        return command;
    }
}
