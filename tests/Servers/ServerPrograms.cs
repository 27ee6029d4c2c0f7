using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.Processes;
using MemberGrains.Servers.RabbitMq;
using MemberGrains.Servers.Redis;

namespace MemberGrains.Servers;

/// <summary>Which servers this machine can start.</summary>
public static class ServerPrograms
{
    /// <summary>What is missing and how to get it; null if the server can be started.</summary>
    public static string? WhyMissing(Server server)
    {
        try
        {
            Require(server);
            return null;
        }
        catch (ServerMissingException missing)
        {
            return missing.Message;
        }
    }

    private static void Require(Server server)
    {
        switch (server)
        {
            case Server.MariaDb:
                Programs.Require("mariadbd", MariaDbTemplate.Package);
                break;
            case Server.Redis:
                Programs.Require("redis-server", RedisServer.Package);
                break;
            case Server.RabbitMq:
                Programs.Require("rabbitmq-server", RabbitMqBroker.Package);
                break;
            case Server.Elasticsearch:
                ElasticsearchStart.Require();
                Programs.Require("java", "openjdk-17-jre-headless");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(server), server, null);
        }
    }
}
