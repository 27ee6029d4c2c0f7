namespace MemberGrains.Conformance.Engine;

public sealed class KeeperGrain : Grain, IKeeperGrain
{
    private List<string> _list = [];
    private byte[] _bytes = [];
    private Parcel _parcel = new();

    public Task Keep(List<string> list)
    {
        _list = list;
        return Task.CompletedTask;
    }

    public Task KeepAndAdd(List<string> list, string item)
    {
        list.Add(item);
        return Keep(list);
    }

    public Task<List<string>> Kept() => Task.FromResult(_list);

    public Task KeepBytes(byte[] bytes)
    {
        _bytes = bytes;
        return Task.CompletedTask;
    }

    public Task<byte[]> KeptBytes() => Task.FromResult(_bytes);

    public Task KeepParcel(Parcel parcel)
    {
        _parcel = parcel;
        return Task.CompletedTask;
    }

    public Task<Parcel> KeptParcel() => Task.FromResult(_parcel);

    public Task<ParcelPair> PassPair(ParcelPair pair) => Task.FromResult(pair);

    public Task<Everything> Pass(Everything everything) => Task.FromResult(everything);

    public Task<Answer> PassOutcome(Answer answer) => Task.FromResult(answer);

    public Task<object> PassAnything(object anything) => Task.FromResult(anything);
}
