namespace MemberGrains.ReadModels.Status;

/// <summary>A read model and the consumer group that feeds it.</summary>
/// <param name="Health">Its state.</param>
/// <param name="Group">The group.</param>
public sealed record FedModel(ReadModelHealth Health, string Group);
