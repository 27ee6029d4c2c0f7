using MemberGrains.Gateway.Calls;
using MemberGrains.Gateway.Problems;
using MemberGrains.Interfaces.Faults;
using MemberGrains.ReadModels.Search;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Http;

/// <summary>
/// What callers are told of a fault. 503 promises that nothing changed, so only a fault that is known to change nothing
/// may say it of a command; all others leave its fate unknown.
/// </summary>
internal static class Faults
{
    public static Problem ToProblem(Exception fault, bool changes, out bool isExpected)
    {
        isExpected = true;
        switch (fault)
        {
            case StoreUnavailableException:
                return Problem.StoreUnavailable();
            case SearchUnavailableException when !changes:
                return Problem.SearchUnavailable();
            case Exception transport when TransportFaults.Is(transport):
                return changes ? Problem.Timeout() : Problem.StoreUnavailable();
            case FateUnknownException or TimeoutException or OperationCanceledException:
                return Problem.Timeout();
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return Problem.Timeout();
            case BadHttpRequestException:
                return Problem.InvalidRequest("request", "The request's framing is malformed.");
            default:
                isExpected = false;
                return changes ? Problem.Timeout() : Problem.StoreUnavailable();
        }
    }
}
