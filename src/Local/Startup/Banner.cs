using MemberGrains.Local.Data;

namespace MemberGrains.Local.Startup;

/// <summary>What the person at the terminal sees once everything is up.</summary>
internal static class Banner
{
    public static void Write(TextWriter console, ReadyFile ready, string stores, TimeSpan took)
    {
        var (a, b) = ready.Gateways;
        console.WriteLine($"""

            MemberGrains is up, in {took.TotalSeconds:N1} s: two centers in one process, for this machine only.

              center a   silos a1 a2   gateway {a}
              center b   silos b1 b2   gateway {b}
              data       {ready.Data}
              stores     {stores}

              order key      {ready.Keys.Order}
              marketing key  {ready.Keys.Marketing}
              operator key   {ready.Keys.Operator}

            Try, from another terminal:

              curl -X PUT {a}/v1/identities/phone/13912345678 -H 'X-Api-Key: {ready.Keys.Order}' -H 'Content-Type: application/json' -d '{"{"}"app":"travel-app"{"}"}'
              curl -i {b}/v1/identities/phone/13912345678 -H 'X-Api-Key: {ready.Keys.Order}'
              ./dev ops silos

            Ctrl-C drains and stops.
            """);
    }
}
