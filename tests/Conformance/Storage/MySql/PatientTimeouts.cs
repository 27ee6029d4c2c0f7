using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Options;

namespace MemberGrains.Conformance.Storage.MySql;

/// <summary>Time for a machine that runs all tests at once, where no test waits for a time-out.</summary>
internal static class PatientTimeouts
{
    /// <summary>Below the time after which a connection frees its thread from a silent server.</summary>
    private const int Milliseconds = 20_000;

    public static DependencyPipelines Pipelines { get; } = new(Options.Create(Table()), TimeProvider.System);

    /// <summary>A new one, to be changed.</summary>
    public static DependencyTable Table()
    {
        var table = new DependencyTable();
        foreach (var call in (DependencyOptions[])[table.RecordCommit, table.RecordRead, table.ReplicaRead, table.RecordJob, table.RecordConnect]) call.TimeoutMs = Milliseconds;
        return table;
    }
}
