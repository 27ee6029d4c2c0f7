using System.Text;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Checks;

/// <summary>P7: every read model shows what the rows hold.</summary>
public static class ViewCheck
{
    /// <summary>Where a view and the rows differ.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var registered = evidence.Rows.Values.Where(row => row.State is not null).ToList();
        foreach (var view in evidence.Views)
        {
            foreach (var row in registered)
            {
                bool there = view.Relations.TryGetValue(row.Key, out string? shown);
                if (!there && !view.MayMiss) yield return Broken($"{view.Name} does not show {row.Key}.", row.Key);
                if (there && shown != Json(row)) yield return Broken($"{view.Name} shows {shown} where the row has {Json(row)}.", row.Key);
            }

            foreach (var key in view.Relations.Keys.Except(registered.Select(row => row.Key))) yield return Broken($"{view.Name} shows {key}, which is not registered.", key);
            foreach (string difference in view.Differences) yield return new Violation(Promises.Converged, $"{view.Name}: {difference}.", []);
        }
    }

    /// <summary>A row's relation as views have it.</summary>
    public static string Json(Relation relation) => Encoding.UTF8.GetString(WireJson.Render(relation).AsSpan());

    private static string Json(IdentityRow row) => Json(new Relation(row.Key, row.Version, row.State!));

    private static Violation Broken(string text, IdentityKey key) => new(Promises.Converged, text, [key]);
}
