using System.Security.Cryptography;
using System.Text;
using MemberGrains.Local.Cluster;

namespace MemberGrains.Local.Control;

/// <summary>
/// The laptop's own endpoint, for this machine's tools: verify and rebuild reach into read models that live in this
/// process. A listener of its own, so that the gateways serve their contract and nothing else.
/// </summary>
internal static partial class ControlEndpoint
{
    public static WebApplication Build(LaptopParts parts, IGrainFactory grains, string operatorKey, Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(logging);
        var app = builder.Build();
        var verification = new Verification(parts);
        var rebuild = new Rebuild(parts);
        var roles = new Roles(parts, grains);
        var centers = new Centers(parts);
        byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes(operatorKey));
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ControlEndpoint));
        app.Run(context => GuardedAsync(context, log, () => HandleAsync(context, key, verification, rebuild, roles, centers)));
        return app;
    }

    /// <summary>Whoever types a command is told why it failed, say the name of the store that did not answer.</summary>
    private static async Task GuardedAsync(HttpContext context, ILogger log, Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            CommandFailed(log, context.Request.Path, fault);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, new ControlProblem("failed", $"It could not be done: {fault.Message}"));
        }
    }

    [LoggerMessage(8001, LogLevel.Error, "The command {Path} failed")]
    private static partial void CommandFailed(ILogger log, string path, Exception fault);

    private static async Task HandleAsync(HttpContext context, byte[] key, Verification verification, Rebuild rebuild, Roles roles, Centers centers)
    {
        byte[] given = SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers["X-Api-Key"].ToString()));
        if (!CryptographicOperations.FixedTimeEquals(given, key))
        {
            await AnswerAsync(context, StatusCodes.Status401Unauthorized, new ControlProblem("unauthenticated", "This endpoint takes the operator key."));
            return;
        }

        var cancellation = context.RequestAborted;
        switch ((context.Request.Method, context.Request.Path.Value))
        {
            case ("POST", "/verify"):
                await AnswerAsync(context, StatusCodes.Status200OK, await verification.RunAsync(context.Request.Query["replay"] == "true", cancellation));
                break;
            case ("POST", "/rebuild"):
                await AnswerAsync(context, StatusCodes.Status200OK, await rebuild.RunAsync(cancellation));
                break;
            case ("POST", "/progress"):
                await AnswerAsync(context, StatusCodes.Status200OK, rebuild.Progress);
                break;
            case ("POST", "/roles"):
                await AnswerAsync(context, StatusCodes.Status200OK, await roles.ReadAsync(cancellation));
                break;
            case ("POST", "/promote") when await roles.PromoteAsync(context.Request.Query["node"].ToString(), cancellation) is { } changed:
                await AnswerAsync(context, StatusCodes.Status200OK, changed);
                break;
            case ("POST", "/promote"):
                await AnswerAsync(context, StatusCodes.Status404NotFound, new ControlProblem("not-found", "No cluster of the record has such a node."));
                break;
            case ("POST", "/centers"):
                await AnswerAsync(context, StatusCodes.Status200OK, await centers.ReadAsync(cancellation));
                break;
            case ("POST", "/hold" or "/let-go") when await centers.HoldAsync(context.Request.Query["center"].ToString(), context.Request.Path == "/hold", cancellation) is { } marked:
                await AnswerAsync(context, StatusCodes.Status200OK, marked);
                break;
            case ("POST", "/hold" or "/let-go"):
                await AnswerAsync(context, StatusCodes.Status404NotFound, new ControlProblem("not-found", "Centers are a and b."));
                break;
            default:
                await AnswerAsync(context, StatusCodes.Status404NotFound, new ControlProblem("not-found", "POST /verify, /rebuild, /progress, /roles, /promote, /centers, /hold or /let-go."));
                break;
        }
    }

    private static Task AnswerAsync<T>(HttpContext context, int status, T answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, typeof(T), ControlJson.Default, "application/json", context.RequestAborted);
    }
}
