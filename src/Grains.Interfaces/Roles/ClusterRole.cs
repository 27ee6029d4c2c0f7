namespace MemberGrains.Interfaces.Roles;

/// <summary>The role of one physical cluster.</summary>
/// <param name="Cluster">For example <c>c0</c>.</param>
/// <param name="Home">Center that is home of its slots.</param>
/// <param name="Primary">Name of the node that takes writes.</param>
/// <param name="Epoch">Advances with every change of the primary or of the acknowledgement; the first is 1.</param>
/// <param name="AppliedEpoch">The epoch that the slots' epoch rows and the caches' generations have followed; behind <paramref name="Epoch"/> for a moment after a change.</param>
/// <param name="Acknowledgement">Whose word makes a commit durable.</param>
[GenerateSerializer, Immutable, Alias("mg.cluster-role")]
public sealed record ClusterRole(
    [property: Id(0)] string Cluster,
    [property: Id(1)] string Home,
    [property: Id(2)] string Primary,
    [property: Id(3)] long Epoch,
    [property: Id(4)] long AppliedEpoch,
    [property: Id(5)] Acknowledgement Acknowledgement);
