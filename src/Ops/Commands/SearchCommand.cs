using System.CommandLine;
using System.Globalization;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.ReadModels.Elasticsearch.Lint;
using MemberGrains.ReadModels.Search;
using Microsoft.Extensions.Configuration;

namespace MemberGrains.Ops.Commands;

/// <summary><c>ops search lint</c>: does every search cluster keep the policy?</summary>
internal static class SearchCommand
{
    private const int BytesPerGb = 1 << 30;

    public static Command Create(Option<string> data)
    {
        var urls = new Option<string[]>("--url") { Description = "A node of the cluster to check, in place of those in the data directory's services.json", HelpName = "URL" };
        var prefix = new Option<string>("--prefix") { Description = "What the names of its indices begin with", DefaultValueFactory = _ => new ElasticsearchClusterOptions().IndexPrefix };
        var config = new Option<string?>("--config") { Description = "A JSON file with Search:Elasticsearch, in place of services.json; the environment goes before it (Search__Elasticsearch__primary__Password)", HelpName = "FILE" };
        var largest = new Option<double>("--largest-shard") { Description = "Largest shard, in GB", HelpName = "GB", DefaultValueFactory = _ => new LintLimits().LargestShardBytes / BytesPerGb };
        var lint = new Command("lint", "Check the live search clusters against the policy; every rule that is broken is named") { urls, prefix, config, largest };
        lint.SetAction((parsed, cancellation) =>
        {
            var limits = new LintLimits { LargestShardBytes = (long)(parsed.GetValue(largest) * BytesPerGb) };
            var clusters = parsed.GetValue(urls) is { Length: > 0 } named
                ? [("search", new ElasticsearchClusterOptions { Urls = named, IndexPrefix = parsed.GetValue(prefix)! })]
                : Configured(parsed.GetValue(config) ?? Path.Combine(parsed.GetValue(data)!, "services", "services.json"));
            return LintAsync(clusters, limits, cancellation);
        });
        return new Command("search", "Look after the search clusters") { lint };
    }

    /// <summary>0: all keep the policy. 1: one breaks it. 3: one can not be asked.</summary>
    public static async Task<int> LintAsync(IReadOnlyList<(string Name, ElasticsearchClusterOptions Options)> clusters, LintLimits limits, CancellationToken cancellation)
    {
        if (clusters.Count == 0)
        {
            await Console.Error.WriteLineAsync("No search cluster is named: give --url, or --config, or start ./dev services up.");
            return CommandRunner.Misused;
        }

        var lint = new SearchLint(limits);
        int code = 0;
        foreach (var (name, options) in clusters)
        {
            try
            {
                var findings = await lint.CheckAsync(name, options, cancellation);
                foreach (var finding in findings) Console.WriteLine($"{name}: {finding.Rule}: {finding.Subject}: {finding.Detail}");
                Console.WriteLine(findings.IsEmpty
                    ? $"{name}: keeps the policy ({lint.Rules.Length.ToString(CultureInfo.InvariantCulture)} rules)."
                    : $"{name}: breaks {string.Join(", ", findings.Select(finding => finding.Rule).Distinct())}. docs/search.md says why they are rules and how to mend it.");
                if (!findings.IsEmpty) code = Math.Max(code, CommandRunner.Failed);
            }
            catch (SearchUnavailableException fault)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                code = CommandRunner.NotRunning;
            }
        }

        return code;
    }

    private static (string Name, ElasticsearchClusterOptions Options)[] Configured(string file)
    {
        var section = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(file), optional: true)
            .AddEnvironmentVariables()
            .Build()
            .GetSection(ElasticsearchClusterOptions.Section);
        return
        [
            .. from role in ElasticsearchClusterOptions.Roles
               let options = section.GetSection(role).Get<ElasticsearchClusterOptions>()
               where options is { Urls.Length: > 0 }
               select ($"search-{role}", options),
        ];
    }
}
