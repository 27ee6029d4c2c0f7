namespace MemberGrains.Conformance.Engine;

[Alias("conformance.counter")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> Add(int amount);
}
