namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The way of calls and answers between silos and clients, when it can delay and lose them.</summary>
internal interface INetwork
{
    /// <summary>Brings <paramref name="call"/> to <see cref="Silo.Receive"/> of its target silo, late or never.</summary>
    void Request(Call call);

    /// <summary>Brings the answer that <paramref name="call"/> holds to <see cref="Call.Answer"/>, late or never.</summary>
    void Reply(Call call);
}
