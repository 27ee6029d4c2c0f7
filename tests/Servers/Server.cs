namespace MemberGrains.Servers;

/// <summary>A kind of real server that a test needs.</summary>
public enum Server
{
    MariaDb,
    Redis,
    RabbitMq,
    Elasticsearch,
}
