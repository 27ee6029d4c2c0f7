using System.Runtime.InteropServices;

namespace MemberGrains.Local.Startup;

/// <summary>Ctrl-C and TERM ask for a drain; a second one is the system's to handle, and ends the process.</summary>
internal sealed class ShutdownSignals : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations;

    public ShutdownSignals() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask)];

    /// <summary>Completes when somebody asks the process to stop.</summary>
    public Task Asked => _asked.Task;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Ask(PosixSignalContext context) => context.Cancel = _asked.TrySetResult();
}
