using System.Globalization;
using MemberGrains.Simulation.World;

namespace MemberGrains.Simulation.Cli;

/// <summary>The command line tool: runs seeds, shows progress and what was covered.</summary>
internal sealed class SimulationRun(TextWriter output, TimeProvider time)
{
    private const int Green = 0;
    private const int Red = 1;
    private const int Misused = 2;
    private const int MostReports = 3;
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(5);

    public int Run(IReadOnlyList<string> args)
    {
        if (SimulationArguments.Parse(args) is not { } arguments)
        {
            output.WriteLine(SimulationArguments.Usage);
            return Misused;
        }

        long started = time.GetTimestamp();

        // Flushed line by line: the trace of a run that hangs is the one that is needed.
        using var trace = arguments.TraceFile is { } file ? new StreamWriter(file) { AutoFlush = true } : null;
        var range = new SeedRange(seed => Without(arguments, new WorldOptions { Seed = seed, TraceTo = trace }), untilRed: arguments.Without is not null);
        var red = range.Run(arguments.From, arguments.Count, Progress(arguments.Count));
        foreach (var result in red.Take(MostReports)) output.WriteLine(SeedReport.Of(result));
        if (red.Count > 0) output.WriteLine($"Red seeds: {string.Join(", ", red.Select(result => result.Seed))}");
        Summarise(arguments, range.Figures, red.Count, time.GetElapsedTime(started));
        bool known = range.Figures.KnowsOrders;
        if (!known) output.WriteLine("The search for an order gave up too often: nothing is known of those worlds.");
        return red.Count == 0 && known ? Green : Red;
    }

    private static WorldOptions Without(SimulationArguments arguments, WorldOptions options) => arguments.Without?.Without(options) ?? options;

    private Action<WorldResult> Progress(long count)
    {
        long done = 0, shown = time.GetTimestamp(), begun = shown;
        return result =>
        {
            done++;
            if (count == 1) output.WriteLine($"Seed {result.Seed}: trace {result.TraceHash}");
            if (time.GetElapsedTime(shown) < ProgressEvery) return;
            shown = time.GetTimestamp();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {count} seeds, {done / time.GetElapsedTime(begun).TotalSeconds:F1} a second"));
        };
    }

    private void Summarise(SimulationArguments arguments, WorldFigures figures, int red, TimeSpan took) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {figures.Worlds} seeds from {arguments.From}: {figures.Worlds - red} green, {red} red, in {took.TotalSeconds:F1} s ({figures.Worlds / took.TotalSeconds:F1} seeds/s)
        {figures.Commands} commands in {figures.Tries} tries, {figures.Reads} reads, {figures.Changes} row changes
        {figures.SiloFaults} silo faults ({figures.StepCrashes} kills at a step of the commit), {figures.Promotions} promotions, {figures.Hazards} bad times of record, network and stream, {figures.StoreFaults} store faults, {figures.StreamFaults} stream faults, {figures.CentersOut} centers marked out
        {figures.Orders} sets of steps tried in the search for an order of everything, given up in {figures.GivenUp} worlds
        {figures.Slowest.TotalSeconds:F2} s at most that an operation stayed unfinished without a fault in its way
        {figures.Simulated.TotalSeconds:F0} simulated seconds ({figures.Simulated / took:F0} times real time), {figures.Steps} steps
        """));
}
