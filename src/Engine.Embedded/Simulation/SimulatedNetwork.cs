using MemberGrains.Engine.Embedded.Runtime;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>Delays, reorders and loses calls and answers between processes as the seed says.</summary>
internal sealed class SimulatedNetwork(SimulationScheduler scheduler, SimulationTrace trace, SimulationFaults faults) : INetwork
{
    public void Request(Call call)
    {
        var silo = call.TargetSilo!;
        trace.Write("call", $"{call.Target} {call.Shape.Method.Name} {call.Sender.Name}->{silo.Name}");
        if (call.Sender.Silo == silo)
        {
            silo.Receive(call);
        }
        else if (IsCut(call) || faults.Random.Chance(faults.LostCalls))
        {
            trace.Write("lost-call", Describe(call));
        }
        else
        {
            scheduler.AddLater(faults.DrawDelay(), new Message(this, call, isReply: false));
        }
    }

    public void Reply(Call call)
    {
        if (call.Sender.Silo == call.TargetSilo)
        {
            call.Answer();
        }
        else if (IsCut(call) || faults.Random.Chance(faults.LostAnswers))
        {
            trace.Write("lost-answer", Describe(call));
        }
        else
        {
            scheduler.AddLater(faults.DrawDelay(), new Message(this, call, isReply: true));
        }
    }

    private static bool IsCut(Call call) => call.Sender.Cluster.Faults.Cuts(call.Sender.View, call.TargetSilo);

    private static string Describe(Call call) => $"{call.Target} {call.Shape.Method.Name}";

    private void Arrive(Call call, bool isReply)
    {
        if (IsCut(call))
        {
            trace.Write(isReply ? "lost-answer" : "lost-call", Describe(call));
        }
        else if (isReply)
        {
            trace.Write("answer", Describe(call));
            call.Answer();
        }
        else
        {
            call.TargetSilo!.Receive(call);
        }
    }

    private sealed class Message(SimulatedNetwork network, Call call, bool isReply) : ISimulatedWork
    {
        public SimulationNode? Node => null;

        public void Execute() => network.Arrive(call, isReply);
    }
}
