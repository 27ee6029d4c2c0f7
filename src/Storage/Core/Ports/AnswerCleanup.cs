using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class AnswerCleanup(Routing routing) : IAnswerCleanup
{
    public ValueTask<int> DeleteAsync(string cluster, DateTimeOffset before, int limit, CancellationToken cancellation) =>
        routing.Of(cluster).Direct.WriteAsync(backend => backend.DeleteAnswersAsync(before, limit, cancellation));
}
