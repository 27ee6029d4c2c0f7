namespace MemberGrains.Conformance.Engine;

[Alias("conformance.relay")]
public interface IRelayGrain : IGrainWithStringKey
{
    [Alias("throw-through")]
    Task ThrowThrough(string other, string message);
}
