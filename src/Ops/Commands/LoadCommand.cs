using System.CommandLine;
using MemberGrains.Ops.Laptop;
using MemberGrains.Ops.Loading;

namespace MemberGrains.Ops.Commands;

/// <summary><c>load</c>: sends a file through the gateways.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "JSON Lines: one register or bind a line" };
        file.AcceptExistingOnly();
        var gateways = new Option<string?>("--gateways") { Description = "Gateways to send to, separated by commas (default: those of the running laptop)", HelpName = "URL,URL" };
        var key = new Option<string?>("--key") { Description = "Key of an order caller (default: the running laptop's)", HelpName = "KEY" };
        var inFlight = new Option<int>("--in-flight") { Description = "Requests at once", HelpName = "N", DefaultValueFactory = _ => 256 };
        inFlight.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 4096) result.AddError("--in-flight is 1 to 4096.");
        });
        gateways.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } list && Addresses(list) is null) result.AddError("--gateways takes http addresses, separated by commas.");
        });
        var data = DataOption.Create();
        var command = new Command("load", "Send a file through the gateways; run it again to go on or to check") { file, gateways, key, inFlight, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            string? named = parsed.GetValue(gateways);
            string? namedKey = parsed.GetValue(key);
            var laptop = named is null || namedKey is null ? RunningLaptop.Require(parsed.GetValue(data)!) : null;
            var options = new LoadOptions
            {
                File = parsed.GetValue(file)!.FullName,
                Gateways = named is null ? [.. laptop!.Gateways.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)] : Addresses(named)!,
                Key = namedKey ?? laptop!.Keys["order"],
                InFlight = parsed.GetValue(inFlight),
            };
            var report = await new Loader(options, TimeProvider.System, Console.Error).RunAsync(cancellation);
            report.WriteTo(Console.Out);
            return report.ExitCode;
        });
        return command;
    }

    private static List<Uri>? Addresses(string list)
    {
        var addresses = new List<Uri>();
        foreach (string part in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(part, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return null;
            addresses.Add(address);
        }

        return addresses.Count == 0 ? null : addresses;
    }
}
