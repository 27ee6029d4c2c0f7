using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Metrics;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Reading;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>POST /v1/members:resolve</c>: up to 200 identities; one bad, unknown or unreachable one never fails the others.</summary>
internal sealed class ResolveResource(IdentityParser parser, RelationReader reader, AdmissionDesk admission, GatewayMetrics metrics) : IResource
{
    public IEnumerable<Route> Routes => [new("POST", "/v1/members:resolve", Audience.Callers, ResolveAsync) { Body = BodyRule.Required }];

    private async ValueTask ResolveAsync(Exchange exchange)
    {
        var request = ResolveRequest.Read(exchange);
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        using var pass = await admission.EnterAsync(exchange);
        if (!pass.IsGranted) return;
        var items = request.Identities.Select(Parse).ToImmutableArray();
        var reads = items.Where(item => item.Problem is null).Select(item => item.Key).Distinct()
            .ToDictionary(key => key, key => reader.ReadAsync(key, request.Consistency, 0, exchange.Deadline).AsTask());
        await Task.WhenAll(reads.Values).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        ThrowIfNothingAnswered(reads);
        SetHeaders(exchange, reads, request.Consistency);
        var results = items.Select(item => Result(item, reads)).ToImmutableArray();
        await Answer.JsonAsync(exchange.Http.Response, StatusCodes.Status200OK, (results, exchange.Trace.TraceId), static (writer, what) => Write(writer, what.results, what.TraceId));
    }

    private BatchItem Parse(string text)
    {
        var problem = NamedIdentities.ProblemOf(parser.Parse(text, out var key));
        return problem is null ? new BatchItem(key.Text, key) : new BatchItem(Echo.Cut(text), default) { Problem = problem };
    }

    private static BatchItem Result(BatchItem item, Dictionary<IdentityKey, Task<ReadAnswer>> reads)
    {
        if (item.Problem is not null) return item;
        var read = reads[item.Key];
        if (!read.IsCompletedSuccessfully) return item with { Problem = Faults.ToProblem(FaultOf(read), changes: false, out _) };
        return read.Result is ReadAnswer.Found found
            ? item with { Json = found.Json }
            : item with { Problem = new Problem(ProblemCode.IdentityUnknown, "The identity is not registered.") };
    }

    /// <summary>With every read failed there is nothing that a fault could spare.</summary>
    private static void ThrowIfNothingAnswered(Dictionary<IdentityKey, Task<ReadAnswer>> reads)
    {
        if (reads.Count > 0 && reads.Values.All(read => !read.IsCompletedSuccessfully)) throw FaultOf(reads.Values.First());
    }

    private static Exception FaultOf(Task<ReadAnswer> read) => read.Exception?.InnerException ?? new OperationCanceledException();

    /// <summary>Of all that answered, the least fresh source and the largest staleness.</summary>
    private void SetHeaders(Exchange exchange, Dictionary<IdentityKey, Task<ReadAnswer>> reads, Consistency consistency)
    {
        var source = ReadSource.Grain;
        long staleness = 0;
        foreach (var read in reads.Values)
        {
            if (!read.IsCompletedSuccessfully || read.Result is not ReadAnswer.Found found) continue;
            metrics.Read(found.Source, consistency, found.StalenessMs);
            if (found.Source > source) source = found.Source;
            staleness = Math.Max(staleness, found.StalenessMs);
        }

        ReadHeaders.Set(exchange, source, staleness);
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<BatchItem> results, string traceId)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results"u8);
        foreach (var result in results)
        {
            if (result.Problem is null)
            {
                writer.WriteRawValue(result.Json.AsSpan(), skipInputValidation: true);
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("identity"u8, result.Identity);
            writer.WritePropertyName("problem"u8);
            ProblemJson.Write(writer, result.Problem, traceId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <param name="Identity">As it is answered: the normal form, or what was given, cut.</param>
    /// <param name="Key">Default if it is not valid.</param>
    private sealed record BatchItem(string Identity, IdentityKey Key)
    {
        public Problem? Problem { get; init; }

        public ImmutableArray<byte> Json { get; init; }
    }
}
