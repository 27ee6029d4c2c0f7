using MemberGrains.Gateway.Problems;
using MemberGrains.Resilience.Admission;

namespace MemberGrains.Gateway.Http;

/// <summary>Lets checked requests in, the order class first, or tells them that there is no room.</summary>
internal sealed class AdmissionDesk(AdmissionGate gate)
{
    /// <summary>A granted pass; else the exchange has been answered with <c>overloaded</c>.</summary>
    public ValueTask<AdmissionPass> EnterAsync(Exchange exchange) =>
        gate.TryEnter(exchange.Account!.Traffic, out var pass) ? new(pass) : WaitAsync(exchange);

    private async ValueTask<AdmissionPass> WaitAsync(Exchange exchange)
    {
        var pass = await gate.EnterAsync(exchange.Account!.Traffic, exchange.Deadline.Token);
        if (!pass.IsGranted) await exchange.RefuseAsync(Problem.Overloaded());
        return pass;
    }
}
