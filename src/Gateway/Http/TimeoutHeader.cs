using System.Globalization;

namespace MemberGrains.Gateway.Http;

/// <summary><c>X-Timeout-Ms</c>: 10-10000, default 2000.</summary>
internal static class TimeoutHeader
{
    private const int Least = 10;
    private const int Greatest = 10_000;

    /// <summary>Sets the exchange's deadline, or reports the header.</summary>
    public static void Read(Exchange exchange)
    {
        if (!exchange.Has(Headers.Timeout)) return;
        if (int.TryParse(exchange.Single(Headers.Timeout), NumberStyles.None, CultureInfo.InvariantCulture, out int ms) && ms is >= Least and <= Greatest)
            exchange.Deadline.Budget = TimeSpan.FromMilliseconds(ms);
        else
            exchange.Errors.Add(Headers.Timeout, $"A whole number of {Least}-{Greatest} is needed.");
    }
}
