using MemberGrains.ChangeStream.Diagnostics;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// Puts a message aside: published to its group's dead letters, confirmed, and only then acknowledged where it was. The
/// broker's own dead-lettering may lose it between the two queues, and does not say why.
/// </summary>
internal sealed class DeadLetterWriter(
    string center, StreamNames names, ConfirmedPublisher publisher, TimeProvider time, ChangeStreamMetrics metrics, ILogger logger)
{
    public async ValueTask PutAsideAsync(string group, string cluster, Delivery delivery, int failures, string reason, CancellationToken cancellation)
    {
        var properties = new BasicProperties(delivery.Properties) { Persistent = true, Headers = new Dictionary<string, object?>() };
        foreach (var (name, value) in delivery.Properties.Headers ?? new Dictionary<string, object?>()) properties.Headers[name] = value;
        DeadLetterHeaders.Write(properties, names.QueueOf(group, cluster), cluster, reason, failures, time.GetUtcNow());
        await publisher.PublishAsync("", names.DeadOf(group), properties, delivery.Body, cancellation);
        metrics.PutAside(center, group);
        logger.PutAside(center, group, cluster, failures, reason);
    }
}
