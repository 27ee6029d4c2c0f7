namespace MemberGrains.Interfaces.Operations;

/// <summary>One silo, as operators see it.</summary>
/// <param name="Id">Its name, for example <c>a1</c>.</param>
/// <param name="Center"><c>a</c> or <c>b</c>.</param>
/// <param name="State"><c>active | draining | stopped | dead</c>.</param>
/// <param name="Activations">Grains active in it now.</param>
/// <param name="Since">UTC, when it took that state.</param>
[GenerateSerializer, Immutable, Alias("mg.silo-item")]
public sealed record SiloItem(
    [property: Id(0)] string Id,
    [property: Id(1)] string Center,
    [property: Id(2)] string State,
    [property: Id(3)] int Activations,
    [property: Id(4)] DateTimeOffset Since);
