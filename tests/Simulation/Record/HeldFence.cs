namespace MemberGrains.Simulation.Record;

/// <summary>Who holds the fence of a job.</summary>
/// <param name="Owner">Null when it was given up.</param>
/// <param name="Token">Only ascends.</param>
/// <param name="Until">End of the lease, by the store's clock.</param>
public readonly record struct HeldFence(string? Owner, long Token, DateTimeOffset Until);
