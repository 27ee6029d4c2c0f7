namespace MemberGrains.Conformance.Engine;

[GenerateSerializer]
[Alias("conformance.parcel-pair")]
public sealed class ParcelPair
{
    [Id(0)]
    public Parcel? Left { get; set; }

    [Id(1)]
    public Parcel? Right { get; set; }
}
