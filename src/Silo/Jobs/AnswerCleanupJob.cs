using MemberGrains.Storage.Port;
using Microsoft.Extensions.Options;

namespace MemberGrains.Silo.Jobs;

/// <summary>Deletes recorded answers that are old enough, in small steps, so that it never holds up the writes beside it.</summary>
internal sealed class AnswerCleanupJob(IAnswerCleanup answers, IOptions<AnswerCleanupOptions> options, TimeProvider time) : IFencedJob
{
    private readonly AnswerCleanupOptions _options = options.Value;

    /// <inheritdoc/>
    public string Name => "answer-cleanup";

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.FromMilliseconds(_options.EveryMs);

    /// <inheritdoc/>
    public async Task RunAsync(string cluster, long fence, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().AddHours(-_options.KeepHours);
        while (!cancellation.IsCancellationRequested && await answers.DeleteAsync(cluster, before, _options.Step, cancellation) == _options.Step)
        {
        }
    }
}
