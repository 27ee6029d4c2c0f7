using System.Globalization;
using System.Text;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Crash;

/// <summary>Says what the record has acknowledged, a line each, written through at once.</summary>
internal sealed class Acknowledgements(Stream output)
{
    private readonly Lock _gate = new();

    public void Say(IdentityRow row, string? operationId)
    {
        byte[] line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.Key} {row.Revision} {row.Version} {operationId ?? "-"}\n"));
        lock (_gate)
        {
            output.Write(line);
            output.Flush();
        }
    }
}
