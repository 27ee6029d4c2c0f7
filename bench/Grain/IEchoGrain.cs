namespace MemberGrains.Bench.Grain;

/// <summary>The smallest call there is.</summary>
[Alias("bench.IEchoGrain")]
public interface IEchoGrain : IGrainWithStringKey
{
    /// <summary>What it was given.</summary>
    [Alias("Echo")]
    Task<int> EchoAsync(int value);
}
