namespace MemberGrains.Conformance.Engine;

/// <summary>A thing that can change.</summary>
[GenerateSerializer]
[Alias("conformance.parcel")]
public sealed class Parcel
{
    [Id(0)]
    public string Name { get; set; } = string.Empty;

    [Id(1)]
    public Parcel? Inner { get; set; }

    [Id(2)]
    public Dictionary<string, int> Counts { get; set; } = [];
}
