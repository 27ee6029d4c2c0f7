namespace MemberGrains.Engine.Embedded.Tests.Copying;

internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<object> Echo(object value) => Task.FromResult(value);

    public Task<StructWithAList?> EchoStruct(StructWithAList? value) => Task.FromResult(value);

    public Task<IEchoGrain> Myself() => Task.FromResult<IEchoGrain>(this);
}
