namespace MemberGrains.Conformance.Engine;

[Alias("conformance.reentrant")]
public interface IReentrantGrain : IGrainWithStringKey
{
    [Alias("wait")]
    Task Wait();

    [Alias("open")]
    Task Open();
}
