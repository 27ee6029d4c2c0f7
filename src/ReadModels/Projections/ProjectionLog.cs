using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Projections;

internal static partial class ProjectionLog
{
    [LoggerMessage(EventId = 5020, Level = LogLevel.Warning, Message = "Messages of {Cluster} are missing for {Model} of center {Center}; it is repaired from the rows")]
    public static partial void Repairing(this ILogger logger, string center, string model, string cluster);

    [LoggerMessage(EventId = 5021, Level = LogLevel.Information, Message = "Search is filled from the rows: {Identities} identities, {Members} members in {Took}")]
    public static partial void Filled(this ILogger logger, long identities, long members, TimeSpan took);

    [LoggerMessage(EventId = 5022, Level = LogLevel.Warning, Message = "Search could not be filled from the rows; it is tried again")]
    public static partial void FillFailed(this ILogger logger, Exception fault);
}
