using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Elasticsearch;

/// <summary>What annotations can not say of <see cref="ElasticsearchClusterOptions"/>. Messages never repeat a URL that may hold a secret.</summary>
internal sealed class ElasticsearchClusterValidation(IOptions<LagBudgets> budgets) : IValidateOptions<ElasticsearchClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ElasticsearchClusterOptions options)
    {
        string[] problems = [.. Problems(options).Select(problem => $"{ElasticsearchClusterOptions.Section}:{name}: {problem}")];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(ElasticsearchClusterOptions options)
    {
        for (int i = 0; i < options.Urls.Length; i++)
        {
            if (!Uri.TryCreate(options.Urls[i], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) yield return $"Urls:{i} is no http or https URL.";
            else if (url.UserInfo.Length > 0) yield return $"Urls:{i} holds credentials: give them as User and Password.";
            else if (url.Query.Length > 0 || url.Fragment.Length > 0) yield return $"Urls:{i} must end with its path.";
        }

        if (options.TlsCa is not null && options.Urls.Any(url => !url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))) yield return "TlsCa is set, but not every URL is https.";
        if (options.User is null != options.Password is null) yield return "User and Password go together.";
        if (options.User is not null && options.ApiKey is not null) yield return "Give either User and Password or ApiKey.";
        if (options.RefreshInterval >= budgets.Value.Search)
            yield return $"RefreshInterval {options.RefreshInterval} must be below the lag budget of search ({budgets.Value.Search}), or the cluster is never live.";
    }
}
