using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Redis.Options;

/// <summary>What data annotations can not say; a message names the center and the option, never a secret.</summary>
internal sealed class RedisCacheOptionsValidation : IValidateOptions<RedisCacheOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisCacheOptions options)
    {
        string[] problems = [.. Problems(options).Select(problem => $"Cache:Redis:{name}: {problem}")];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(RedisCacheOptions options)
    {
        if (options.Endpoints.Count == 0) yield return "no Endpoints.";
        foreach (string endpoint in options.Endpoints)
        {
            if (RedisEndpoint.TryParse(endpoint) is null) yield return $"endpoint '{endpoint}' is not host:port.";
        }

        if (options.SentinelService is { } service && string.IsNullOrWhiteSpace(service)) yield return "SentinelService is blank: leave it out, or name the service.";
        if (options.SentinelService is null && options.SentinelPassword is not null) yield return "SentinelPassword is set, but no SentinelService.";
        if (options.TlsCa is not null && !options.Tls) yield return "TlsCa is set, but Tls is not.";
        if (options.TlsHost is not null && !options.Tls) yield return "TlsHost is set, but Tls is not.";
    }
}
