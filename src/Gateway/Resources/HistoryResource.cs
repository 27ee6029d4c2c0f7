using System.Text.Json;
using MemberGrains.Gateway.Calls;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Reading;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/v1/identities/{kind}/{value}/history</c>: the record's own log, newest first.</summary>
internal sealed class HistoryResource(IdentityParser parser, IGrainFactory grains, GrainCalls calls, AdmissionDesk admission) : IResource
{
    public IEnumerable<Route> Routes => [new("GET", "/v1/identities/{kind}/{value}/history", Audience.Callers, HistoryAsync) { Query = HistoryRequest.Parameters }];

    private async ValueTask HistoryAsync(Exchange exchange)
    {
        var query = HistoryRequest.Read(exchange);
        var named = new NamedIdentities(parser);
        var key = named.ReadPath(exchange.Match.First, exchange.Match.Second);
        if (exchange.HasErrors(out var problem) || (problem = named.Problem) is not null)
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        using var pass = await admission.EnterAsync(exchange);
        if (!pass.IsGranted) return;
        var grain = grains.GetGrain<IIdentityGrain>(key.Text);
        var reply = await calls.AskAsync(exchange.Deadline, cancellation => grain.HistoryAsync(query, cancellation));
        ReadHeaders.Set(exchange, ReadSource.Grain, 0);
        if (reply.Known) await Answer.JsonAsync(exchange.Http.Response, StatusCodes.Status200OK, (reply, query), static (writer, what) => Write(writer, what.reply, what.query));
        else await exchange.RefuseAsync(new Problem(ProblemCode.IdentityUnknown, "The identity is not registered."));
    }

    private static void Write(Utf8JsonWriter writer, HistoryReply reply, HistoryQuery query)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("entries"u8);
        foreach (var entry in reply.Entries) Write(writer, entry);
        writer.WriteEndArray();
        if (reply.Next is { } next) writer.WriteNumber("next"u8, next);
        else writer.WriteNull("next"u8);
        if (query.AsOf is not null)
        {
            writer.WritePropertyName("relation"u8);
            if (reply.RelationAsOf is { } relation) RelationJson.Write(writer, relation);
            else writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, HistoryEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version"u8, entry.Version);
        writer.WriteString("at"u8, entry.At.ToWire());
        writer.WriteString("operationId"u8, entry.OperationId);
        writer.WriteString("type"u8, entry.Type.Name());
        writer.WriteString("caller"u8, entry.Caller);
        writer.WriteString("app"u8, entry.App);
        writer.WriteString("reason"u8, entry.Reason);
        writer.WritePropertyName("before"u8);
        if (entry.Before is { } before) Write(writer, before);
        else writer.WriteNullValue();
        writer.WritePropertyName("after"u8);
        Write(writer, entry.After);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, IdentityState state)
    {
        writer.WriteStartObject();
        writer.WriteString("memberId"u8, state.MemberId);
        writer.WriteStartArray("identities"u8);
        foreach (var identity in state.Identities) writer.WriteStringValue(identity.Key.Text);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
