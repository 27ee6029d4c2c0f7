using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace MemberGrains.Gateway.Refusals;

/// <summary>Gives every connection a <see cref="RefusableOutput"/>, where <see cref="ServerRefusals"/> finds it.</summary>
internal static class RefusableConnections
{
    public static IConnectionBuilder UseRefusableOutput(this IConnectionBuilder connections) => connections.Use(next => connection =>
    {
        var transport = connection.Transport;
        var output = new RefusableOutput(transport.Output);
        connection.Features.Set(output);
        connection.Transport = new Pipes(transport.Input, output);
        return next(connection);
    });

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
