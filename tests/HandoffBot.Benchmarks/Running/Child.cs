using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HandoffBot.Benchmarks.Running;

/// <summary>A program that is measured, in a process of its own. What it says goes to a file.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _log;

    private Child(Process process, string log)
    {
        (_process, _log) = (process, log);
        AppDomain.CurrentDomain.ProcessExit += Leave;
    }

    /// <summary>All that it has used of the processors so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it holds of the machine's memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public string Said => File.Exists(_log) ? File.ReadAllText(_log) : "";

    public static Child Start(string log, string program, params IEnumerable<string> arguments)
    {
        // The shell only redirects; the program takes its place, and so its process id.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path.GetDirectoryName(log)! };
        foreach (var one in new[] { "-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, program }.Concat(arguments))
            start.ArgumentList.Add(one);
        return new Child(Process.Start(start)!, log);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; says what it said.</exception>
    public static async Task RunAsync(string log, string program, params IEnumerable<string> arguments)
    {
        await using var child = Start(log, program, arguments);
        await child._process.WaitForExitAsync();
        if (child._process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {child._process.ExitCode}: {child.Said}");
    }

    /// <summary>Waits until something is so, such as that it listens.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan pause)
    {
        var patience = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (_process.HasExited || patience.Elapsed > TimeSpan.FromMinutes(2))
                throw new InvalidOperationException($"A program did not come up: {Said}");
            await Task.Delay(pause);
        }
    }

    public Task UntilListeningAsync(int port) => UntilAsync(async () =>
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }, TimeSpan.FromMilliseconds(20));

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Leave;
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>A benchmark that is told to stop leaves nobody behind.</summary>
    private void Leave(object? sender, EventArgs asked)
    {
        if (!_process.HasExited)
            _process.Kill();
    }
}
