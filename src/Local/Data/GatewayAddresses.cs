namespace MemberGrains.Local.Data;

/// <summary>Base address of each center's gateway, without a slash at the end.</summary>
internal sealed record GatewayAddresses(string A, string B);
