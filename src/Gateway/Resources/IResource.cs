using MemberGrains.Gateway.Routing;

namespace MemberGrains.Gateway.Resources;

/// <summary>A part of the contract: some routes and how they are answered. To add one: implement this and register it in GatewayServices.</summary>
internal interface IResource
{
    IEnumerable<Route> Routes { get; }
}
