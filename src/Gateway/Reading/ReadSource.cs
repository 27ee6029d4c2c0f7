namespace MemberGrains.Gateway.Reading;

/// <summary>Where a read was answered from; the freshest first.</summary>
internal enum ReadSource
{
    Grain,
    Redis,
    StoreReplica,
    SearchPrimary,
    SearchBackup,
    SearchMarketing,
}
