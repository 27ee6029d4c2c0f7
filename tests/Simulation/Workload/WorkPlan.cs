using System.Collections.Immutable;
using System.Globalization;
using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Simulation.Workload;

/// <summary>What the clients of a world will do: few identities of three kinds, so that they meet, bind, exceed and undo each other.</summary>
/// <param name="Identities">What they are about.</param>
/// <param name="Limits">Limits of members.</param>
/// <param name="Length">How long it takes about; faults strike in that time.</param>
/// <param name="Clients">The steps of each client.</param>
public sealed record WorkPlan(ImmutableArray<IdentityKey> Identities, BindingLimits Limits, TimeSpan Length, ImmutableArray<ImmutableArray<PlannedStep>> Clients)
{
    private const int Always = int.MaxValue;

    /// <summary>Draws a plan.</summary>
    public static WorkPlan Draw(SimulationRandom random, int clients, int steps)
    {
        ImmutableArray<IdentityKey> identities =
        [
            .. Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Key(random, "phone:+86139{0:D8}")),
            .. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Key(random, "unionid:oX_{0:D8}")),
            .. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Key(random, "elong:00{0:D8}")),
        ];
        var length = random.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));
        var think = length / steps * 2;
        var limits = random.Chance(0.7) ? new BindingLimits() : new BindingLimits { PerKind = { ["phone"] = 2, ["unionid"] = 2 }, Total = 3 };
        return new WorkPlan(identities, limits, length, [.. Enumerable.Range(0, clients).Select(_ => ImmutableArray.CreateRange(Enumerable.Range(0, steps).Select(_ => Step(random, identities, think))))]);
    }

    private static PlannedStep Step(SimulationRandom random, ImmutableArray<IdentityKey> identities, TimeSpan think) => new(
        random.Chance(0.4) ? TimeSpan.Zero : random.Between(TimeSpan.Zero, think),
        Draw(random, identities),
        TimeSpan.FromMilliseconds(200 + random.Next(4_000)),
        random.Chance(0.1) ? 1 + random.Next(2) : Always,
        random.Chance(0.1),
        random.Chance(0.2) ? random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(10)) : null,
        random.Chance(0.05),
        random.Chance(0.4));

    private static Request Draw(SimulationRandom random, ImmutableArray<IdentityKey> identities)
    {
        int first = random.Next(identities.Length);
        var (a, b) = (identities[first], identities[(first + 1 + random.Next(identities.Length - 1)) % identities.Length]);
        return random.Next(45) switch
        {
            < 4 => new Request.Register(a, "app-r"),
            < 14 => new Request.Bind(a, b, "app-b"),
            < 18 => new Request.Unbind(a),
            < 21 => Replace(random, identities, a),
            < 24 => new Request.Merge(a, b),
            < 25 => new Request.Quarantine(a),
            < 27 => new Request.Release(a),
            < 35 => new Request.Read(a, Consistency.Strong, random.Chance(0.3)),
            < 38 => new Request.Read(a, Consistency.Bounded, random.Chance(0.3)),
            < 39 => new Request.Read(a, Consistency.Any, false),
            < 41 => new Request.Read(a, Consistency.Any, false, random.Next(2) == 0 ? "a" : "b"),
            _ => new Request.Undo(a, random.Next(4), random.Chance(0.15)),
        };
    }

    /// <summary>By one of its kind, which there is at least of phones.</summary>
    private static Request.Replace Replace(SimulationRandom random, ImmutableArray<IdentityKey> identities, IdentityKey wanted)
    {
        string kind = identities.Count(key => key.Kind == wanted.Kind) > 1 ? wanted.Kind : identities[0].Kind;
        ImmutableArray<IdentityKey> same = [.. identities.Where(key => key.Kind == kind)];
        int old = random.Next(same.Length);
        return new Request.Replace(same[old], same[(old + 1 + random.Next(same.Length - 1)) % same.Length], "app-x");
    }

    private static IdentityKey Key(SimulationRandom random, string format) =>
        new(string.Format(CultureInfo.InvariantCulture, format, random.Next(100_000_000)));
}
