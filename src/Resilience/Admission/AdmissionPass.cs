namespace MemberGrains.Resilience.Admission;

/// <summary>Leave to run; disposing it once makes room for the next. The default value is a refusal.</summary>
public readonly struct AdmissionPass : IDisposable
{
    private readonly AdmissionGate? _gate;
    private readonly TrafficClass _traffic;

    internal AdmissionPass(AdmissionGate gate, TrafficClass traffic) => (_gate, _traffic) = (gate, traffic);

    /// <summary>False: refused, there was no room.</summary>
    public bool IsGranted => _gate is not null;

    /// <inheritdoc/>
    public void Dispose() => _gate?.Leave(_traffic);
}
