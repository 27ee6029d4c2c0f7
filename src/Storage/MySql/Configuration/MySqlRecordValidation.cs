using System.ComponentModel.DataAnnotations;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Options;

namespace MemberGrains.Storage.MySql.Configuration;

/// <summary>Checks the options against themselves and the slot map; a message names the section and the cluster, never the password.</summary>
internal sealed class MySqlRecordValidation(SlotMap slots) : IValidateOptions<MySqlRecordOptions>
{
    public ValidateOptionsResult Validate(string? name, MySqlRecordOptions options)
    {
        string[] problems = [.. Problems(options).Select(problem => $"{MySqlRecordOptions.Section}: {problem}")];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <exception cref="OptionsValidationException">They are not valid.</exception>
    public void ThrowIfInvalid(MySqlRecordOptions options)
    {
        var result = Validate(null, options);
        if (result.Failed) throw new OptionsValidationException(MySqlRecordOptions.Section, typeof(MySqlRecordOptions), result.Failures);
    }

    private IEnumerable<string> Problems(MySqlRecordOptions options)
    {
        foreach (string problem in Annotated(options)) yield return problem;
        int used = MySqlRecordOptions.WriteConnections + options.ReadConnections + options.ReplicaConnections;
        if (used > options.ConnectionBudget)
            yield return $"{MySqlRecordOptions.WriteConnections} connections for writes, {options.ReadConnections} for reads and {options.ReplicaConnections} for replica reads are above ConnectionBudget ({options.ConnectionBudget}).";
        if (options.HeartbeatMs * 3 > options.ReplicaLagBudgetMs)
            yield return $"HeartbeatMs ({options.HeartbeatMs}) is above a third of ReplicaLagBudgetMs ({options.ReplicaLagBudgetMs}): replicas could not be read.";
        if (options.TlsCa is not null && options.Tls != MySqlTls.Required) yield return $"TlsCa is set, but Tls is {options.Tls}: no certificate would be checked.";
        foreach (var cluster in slots.Clusters)
        {
            var found = options.Clusters.Where(one => one.Id == cluster.Id).ToList();
            if (found.Count != 1)
            {
                yield return $"the slot map's cluster {cluster.Id} is named {found.Count} times in Clusters.";
                continue;
            }

            if (found[0].Home != cluster.HomeCenter) yield return $"cluster {cluster.Id} has home '{found[0].Home}', in the slot map '{cluster.HomeCenter}'.";
        }

        foreach (var cluster in options.Clusters)
        {
            foreach (string problem in ClusterProblems(cluster)) yield return $"cluster {cluster.Id}: {problem}";
        }
    }

    private static IEnumerable<string> ClusterProblems(MySqlClusterOptions cluster)
    {
        foreach (string problem in Annotated(cluster)) yield return problem;
        if (cluster.Nodes.All(node => node.Name != cluster.Primary)) yield return $"its Primary '{cluster.Primary}' is none of its Nodes.";
        foreach (var same in cluster.Nodes.GroupBy(node => node.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)) yield return $"node {same.Key} is named {same.Count()} times.";
        foreach (var node in cluster.Nodes)
        {
            foreach (string problem in Annotated(node)) yield return $"node {node.Name}: {problem}";
        }
    }

    private static List<string> Annotated(object options)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true);
        return found.ConvertAll(problem => problem.ErrorMessage ?? "an option is not valid.");
    }
}
