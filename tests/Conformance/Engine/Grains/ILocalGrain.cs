namespace MemberGrains.Conformance.Engine;

[Alias("conformance.local")]
public interface ILocalGrain : IGrainWithStringKey
{
    [Alias("silo")]
    Task<string> Silo();
}
