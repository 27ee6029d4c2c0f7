namespace MemberGrains.Engine.Embedded.Tests.Copying;

/// <summary>Answers what it gets. Internal, as grain interfaces may be.</summary>
internal interface IEchoGrain : IGrainWithStringKey
{
    Task<object> Echo(object value);

    Task<StructWithAList?> EchoStruct(StructWithAList? value);

    Task<IEchoGrain> Myself();
}
