namespace MemberGrains.Conformance.Engine;

/// <summary>Keeps what it is given.</summary>
[Alias("conformance.keeper")]
public interface IKeeperGrain : IGrainWithStringKey
{
    [Alias("keep")]
    Task Keep(List<string> list);

    [Alias("keep-and-add")]
    Task KeepAndAdd(List<string> list, string item);

    [Alias("kept")]
    Task<List<string>> Kept();

    [Alias("keep-bytes")]
    Task KeepBytes(byte[] bytes);

    [Alias("kept-bytes")]
    Task<byte[]> KeptBytes();

    [Alias("keep-parcel")]
    Task KeepParcel(Parcel parcel);

    [Alias("kept-parcel")]
    Task<Parcel> KeptParcel();

    [Alias("pair")]
    Task<ParcelPair> PassPair(ParcelPair pair);

    [Alias("everything")]
    Task<Everything> Pass(Everything everything);

    [Alias("outcome")]
    Task<Answer> PassOutcome(Answer answer);

    [Alias("anything")]
    Task<object> PassAnything(object anything);
}
