using System.Net.Http.Json;
using System.Text.Json;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Indices of a test's own on a real cluster; each cluster object that is opened stands for a process of its own.</summary>
internal sealed class SearchPlace : IDisposable
{
    private static int _next;

    private readonly Uri[] _urls;
    private readonly ReadModelMetrics _metrics = new();
    private readonly List<ElasticsearchCluster> _open = [];
    private readonly HttpClient _http;

    public SearchPlace(params Uri[] urls)
    {
        _urls = urls;
        _http = new HttpClient { BaseAddress = urls[^1] };
    }

    public string Prefix { get; } = $"it-{Interlocked.Increment(ref _next)}";

    /// <summary>Patient enough for a machine that runs everything at once, unless a test says otherwise.</summary>
    public static DependencyTable Patient() => new()
    {
        SearchQuery = new DependencyOptions { TimeoutMs = 20_000, Retries = 2 },
        SearchBulk = new DependencyOptions { TimeoutMs = 20_000, Retries = 8, FirstRetryMs = 50, LongestRetryMs = 1_000, BreakerMinimum = 1_000 },
        SearchAdmin = new DependencyOptions { TimeoutMs = 60_000, Retries = 2, BreakerMinimum = 1_000 },
    };

    public ElasticsearchClusterOptions Options(Action<ElasticsearchClusterOptions>? change = null)
    {
        var options = new ElasticsearchClusterOptions { Urls = [.. _urls.Select(url => url.ToString())], IndexPrefix = Prefix, Shards = 2 };
        change?.Invoke(options);
        return options;
    }

    public ElasticsearchCluster Open(Action<ElasticsearchClusterOptions>? change = null, DependencyTable? table = null)
    {
        var pipelines = new DependencyPipelines(Microsoft.Extensions.Options.Options.Create(table ?? Patient()), TimeProvider.System);
        var cluster = new ElasticsearchCluster("search-primary", Options(change), pipelines, _metrics, TimeProvider.System, NullLogger.Instance);
        _open.Add(cluster);
        return cluster;
    }

    /// <summary>Asks the server itself, past the adapter.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await _http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Names of the indices of a kind, in order.</summary>
    public async Task<string[]> IndicesAsync(string kind) =>
        [.. (await SendAsync(HttpMethod.Get, $"{Prefix}-{kind}-*")).EnumerateObject().Select(index => index.Name).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        foreach (var cluster in _open) cluster.Dispose();
        _metrics.Dispose();
        _http.Dispose();
    }
}
