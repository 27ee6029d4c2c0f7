using System.ComponentModel.DataAnnotations;
using MemberGrains.Silo.Config;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Silo.Hosting;

/// <summary>A silo as its own process: the identity grains and the background jobs of one center.</summary>
internal static class SiloProcess
{
    /// <summary>
    /// On servers as <see cref="RealStoreServices.AddRealStores"/> has them, if the section <c>Record:MySql</c> is there.
    /// Else, for trying one silo, the record is a directory of files, section <c>Record</c>, which one process holds at a
    /// time; there is no relay then, and changes wait in the outbox.
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
            if (builder.Configuration.GetSection(MySqlRecordOptions.Section).Exists())
                silo.Services.AddRealStores(builder.Configuration, options.Center, $"{Environment.MachineName}:{options.SiloPort}");
            else
                silo.Services.AddSqliteRecord(record => builder.Configuration.GetSection("Record").Bind(record));
            silo.AddMemberSilo(grains);
        });
        return builder.Build();
    }
}
