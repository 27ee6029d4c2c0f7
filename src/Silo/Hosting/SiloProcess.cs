using System.ComponentModel.DataAnnotations;
using MemberGrains.Silo.Config;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Silo.Hosting;

/// <summary>A silo as its own process: the identity grains and the background jobs of one center.</summary>
internal static class SiloProcess
{
    /// <summary>
    /// The record is a directory of files, section <c>Record</c>, which one process holds at a time. There is no relay:
    /// its brokers would be in this process, where nobody subscribes, so changes wait in the outbox until there is a broker.
    /// </summary>
    public static IHost Build(string[] arguments)
    {
        var builder = Host.CreateApplicationBuilder(arguments);
        builder.Configuration.AddEnvironmentVariables("MEMBERGRAINS_");
        builder.Logging.ClearProviders().AddJsonConsole();

        var options = builder.Configuration.GetSection("Silo").Get<SiloProcessOptions>() ?? new();
        var grains = builder.Configuration.GetSection("Grains").Get<GrainOptions>() ?? new();
        builder.AddClusteredSilo(options, silo =>
        {
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
            silo.Services.AddSqliteRecord(record => builder.Configuration.GetSection("Record").Bind(record));
            silo.AddMemberSilo(grains);
        });
        return builder.Build();
    }
}
