using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HandoffBot.Host.Tests.WholeBot;
using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>The bot as it was built, in a process that can be killed and started again on the same database and port.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Dictionary<string, string> _keys;
    private readonly string[] _platforms;
    private readonly Queue<string> _said = [];
    private Process? _process;

    /// <param name="around">The workspace and the tenant.</param>
    /// <param name="parts">Of what plays them.</param>
    public BotProcess(string playbooks, string provider, string connection, PlaygroundOptions around, IServiceProvider parts) => (_platforms, _keys) = ([.. BotKeys.Of(around, parts)], new()
    {
        ["ASPNETCORE_URLS"] = around.Bot.ToString().TrimEnd('/'),
        ["Playground__Enabled"] = "false",
        ["Playbooks__Folder"] = playbooks,
        ["Database__Provider"] = provider,
        ["Database__ConnectionString"] = connection,
        ["Logging__LogLevel__Default"] = "Error",
    });

    public static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
    }

    /// <summary>Starts it and waits until it can serve.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. _platforms]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in _keys)
            start.Environment[key] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var began = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"The bot did not come up:{Environment.NewLine}{Said()}");

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Ends it as a power failure would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        if (_process.HasExited)
            throw new InvalidOperationException($"The bot ended by itself with {_process.ExitCode}:{Environment.NewLine}{Said()}");

        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>The last lines that it wrote.</summary>
    public string Said()
    {
        lock (_said)
            return string.Join(Environment.NewLine, _said);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        _http.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(new Uri(_keys["ASPNETCORE_URLS"]), "readyz"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Heard(string? line)
    {
        lock (_said)
        {
            if (_said.Count == 60)
                _said.Dequeue();
            _said.Enqueue(line ?? "");
        }
    }

    /// <summary>The host's own output, built in the same configuration as this program.</summary>
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        for (var folder = output; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HandoffBot.sln")))
                return Path.Combine(folder.FullName, "src", "HandoffBot.Host", "bin", output.Parent!.Name, output.Name, "HandoffBot.Host.dll");
        }

        throw new InvalidOperationException("This runs from the sources: HandoffBot.sln lies in no folder above it.");
    }
}
