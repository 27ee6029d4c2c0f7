using System.Globalization;
using MemberGrains.Servers.Ports;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers;

/// <summary>
/// A real server as a process of its own on ports of its own: started, asked until it answers, killed, and started again on
/// the same ports and data. To add a kind: say its command, its files and how it is asked; the rest is here.
/// </summary>
/// <remarks>For one caller at a time.</remarks>
public abstract class RealServer : IAsyncDisposable
{
    private const int Tries = 5;
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan _oneAnswer = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _firstAnswer = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _endPatience = TimeSpan.FromSeconds(40);

    private readonly ServerPlace _place;
    private PortLease[] _leases = [];
    private int[] _ports = [];
    private ServerProcess? _process;

    protected RealServer(ServerPlace place)
    {
        _place = place;
        System.IO.Directory.CreateDirectory(place.Directory);
        if (File.Exists(PortsFile)) _ports = [.. File.ReadAllText(PortsFile).Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture))];
        _process = ServerProcess.Find(ProcessFile);
    }

    public string Name => _place.Name;

    /// <summary>Data, configuration and log.</summary>
    public string Directory => _place.Directory;

    /// <summary>On 127.0.0.1; the same over the whole life of the data. 0 before the first start.</summary>
    public int Port => _ports.Length > 0 ? _ports[0] : 0;

    public bool IsRunning => _process?.IsRunning == true;

    /// <summary>0 while it does not run.</summary>
    public int ProcessId => IsRunning ? _process!.Id : 0;

    /// <summary>Resident memory in bytes; 0 while it does not run.</summary>
    public virtual long MemoryBytes => _process?.MemoryBytes ?? 0;

    /// <summary>How many ports it listens on; the first one is <see cref="Port"/>.</summary>
    protected virtual int PortCount => 1;

    /// <summary>How long it may take to answer.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromMinutes(3);

    protected ServerLifetime Lifetime => _place.Lifetime;

    /// <summary>What the program itself writes to its outputs.</summary>
    protected string OutputFile => FileOf("output.log");

    /// <summary>Those whose ends belong into an error.</summary>
    protected virtual IEnumerable<string> LogFiles => [OutputFile];

    private string PortsFile => FileOf("ports");

    private string ProcessFile => FileOf("process");

    /// <summary>Starts it unless it runs, and ends when it answers.</summary>
    /// <exception cref="ServerMissingException">Its program is not installed.</exception>
    /// <exception cref="ServerNotReadyException">It ended, or did not answer in time.</exception>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        for (int i = 1; !IsRunning; i++)
        {
            bool first = TakePorts();
            try
            {
                await LaunchAsync(cancel);
                await ReadyAsync(cancel);
                await File.WriteAllTextAsync(PortsFile, string.Join(' ', _ports), cancel);
            }
            catch (ServerNotReadyException) when (first && i < Tries && !IsRunning && !_ports.All(PortLease.IsFree))
            {
                // Somebody was faster, in spite of the lock: a program that does not know it.
                LeavePorts();
            }
        }

        await ReadyAsync(cancel);
    }

    /// <summary>Whether it answers now.</summary>
    public async Task<bool> IsAnsweringAsync()
    {
        if (!IsRunning) return false;
        using var answer = new CancellationTokenSource(_oneAnswer);
        try
        {
            return await AnswersAsync(answer.Token);
        }
        catch (Exception error) when (error is OperationCanceledException || Eventually.IsNotYet(error))
        {
            return false;
        }
    }

    /// <summary>As a power cut would end the process.</summary>
    public async Task KillAsync()
    {
        _process?.Signal(Signals.Kill);
        await EndAsync(_endPatience);
    }

    /// <summary>Asks it to end; kills it if it does not within 40 s.</summary>
    public async Task StopAsync()
    {
        _process?.Signal(Signals.Continue);
        _process?.Signal(Signals.Term);
        try
        {
            await EndAsync(_endPatience);
        }
        catch (TimeoutException)
        {
            await KillAsync();
        }
    }

    /// <summary>Kills it if it runs, and starts it again on the same ports and data.</summary>
    public async Task RestartAsync(CancellationToken cancel = default)
    {
        await KillAsync();
        await StartAsync(cancel);
    }

    /// <summary>Holds it: connections stay open, and once this returns nothing answers.</summary>
    public async Task FreezeAsync()
    {
        if (_process is not { } process) return;
        process.Signal(Signals.Stop);
        // The signal is taken by one thread, when that is given a core; until then the others go on, and answer.
        await Eventually.TrueAsync(() => Task.FromResult(process.StandsStill));
    }

    /// <summary>Lets it go on after <see cref="FreezeAsync"/>.</summary>
    public void Thaw() => _process?.Signal(Signals.Continue);

    /// <summary>The ends of its logs.</summary>
    public string LogTail() => string.Join('\n', LogFiles.Select(file => $"--- {Path.GetFileName(file)}\n{LogFile.Tail(file)}"));

    /// <summary>Kills a server of this process and deletes its data; leaves one with a life of its own alone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Lifetime == ServerLifetime.OfParent)
        {
            await KillAsync();
            System.IO.Directory.Delete(Directory, recursive: true);
        }

        LeavePorts();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts one that was just made; if it does not start, nothing of it is left.</summary>
    protected static async Task<T> StartedAsync<T>(T server, CancellationToken cancel)
        where T : RealServer
    {
        try
        {
            await server.StartAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes its data and configuration, for the ports it has now. Called before every start.</summary>
    protected abstract Task PrepareAsync(CancellationToken cancel);

    /// <summary>What is started.</summary>
    protected abstract ServerCommand Command();

    /// <summary>Whether it is this very server that answers, and able to work; any exception means not yet.</summary>
    protected abstract Task<bool> AnswersAsync(CancellationToken cancel);

    /// <summary>Called when the process has ended, however it did.</summary>
    protected virtual Task EndedAsync() => Task.CompletedTask;

    protected int PortAt(int index) => _ports[index];

    protected string FileOf(string name) => Path.Combine(Directory, name);

    private bool TakePorts()
    {
        if (_ports.Length > 0) return _leases.Length > 0 && !File.Exists(PortsFile);
        _leases = [.. Enumerable.Range(0, PortCount).Select(_ => PortLease.Take())];
        _ports = [.. _leases.Select(lease => lease.Port)];
        return true;
    }

    private void LeavePorts()
    {
        foreach (var lease in _leases) lease.Dispose();
        (_leases, _ports) = ([], []);
    }

    private async Task LaunchAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        _process = await Launcher.StartAsync(Command(), Directory, OutputFile, Lifetime);
        _process.Save(ProcessFile);
    }

    private async Task ReadyAsync(CancellationToken cancel)
    {
        long begun = TimeProvider.System.GetTimestamp();
        Exception? last = null;
        while (true)
        {
            using var answer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            answer.CancelAfter(_firstAnswer);
            try
            {
                if (await AnswersAsync(answer.Token)) return;
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                last = error;
            }

            if (!IsRunning) throw new ServerNotReadyException($"{Name} ended while it started.\n{LogTail()}", last);
            if (TimeProvider.System.GetElapsedTime(begun) > Patience) throw new ServerNotReadyException($"{Name} did not answer on port {Port} within {Patience.TotalSeconds} s: {last?.Message}\n{LogTail()}", last);
            await Task.Delay(_look, cancel);
        }
    }

    private async Task EndAsync(TimeSpan patience)
    {
        if (_process is not null) await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(patience);
        await EndedAsync();
    }
}
