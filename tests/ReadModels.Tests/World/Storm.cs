namespace MemberGrains.ReadModels.Tests.World;

/// <summary>How often a broker breaks its word, 0 to 1.</summary>
internal sealed class Storm
{
    public double Loses { get; init; }

    public double Repeats { get; init; }

    public double Delays { get; init; }

    public double Refuses { get; init; }

    public bool IsOver { get; set; }
}
