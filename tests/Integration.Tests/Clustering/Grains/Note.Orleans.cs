namespace MemberGrains.Integration.Tests.Clustering.Grains;

/// <summary>A state.</summary>
[GenerateSerializer, Alias("mg.tests.note")]
public sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "";
}
