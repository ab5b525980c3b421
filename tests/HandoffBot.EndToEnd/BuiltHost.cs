using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HandoffBot.EndToEnd;

/// <summary>The host as it was built, in a process of its own, with nothing configured but where it listens and keeps its data.</summary>
internal sealed class BuiltHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _data = Directory.CreateTempSubdirectory("browser").FullName;
    private readonly List<string> _said = [];
    private readonly ProcessStartInfo _start;
    private readonly Uri _ready;
    private Process _process;

    private BuiltHost(string? playbooks)
    {
        var (bot, page) = (FreePort(), FreePort());
        Page = new Uri($"http://localhost:{page}/");
        _ready = new Uri($"http://localhost:{bot}/readyz");
        var start = new ProcessStartInfo("dotnet", [Program()])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _data,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{bot}";
        start.Environment["Playground__Port"] = $"{page}";
        start.Environment["Database__ConnectionString"] = $"Data Source={Path.Combine(_data, "handoffbot.db")}";
        if (playbooks is not null)
            start.Environment["Playbooks__Folder"] = playbooks;
        _start = start;
        _process = NewProcess();
    }

    /// <summary>The folder of the sources, whose host is run.</summary>
    public static string Sources { get; } = FindSources();

    /// <summary>Where the playground's page is.</summary>
    public Uri Page { get; }

    /// <param name="playbooks">A folder of its own; null configures none.</param>
    public static async Task<BuiltHost> StartAsync(string? playbooks)
    {
        var host = new BuiltHost(playbooks);
        await host.RunAsync();
        return host;
    }

    /// <summary>Waits until what people see of the playground is written to its files, which follow what happens a moment later.</summary>
    public async Task KeepsAsync(string text)
    {
        var began = Stopwatch.GetTimestamp();
        while (!Directory.EnumerateFiles(_data, "*.json", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal)))
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"“{text}” is not kept in any of {string.Join(", ", Directory.EnumerateFiles(_data).Select(Path.GetFileName))}");

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Ends it at once, as a crash does: nothing is told and nothing is finished.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it anew at the same addresses, on the same files.</summary>
    public async Task StartAgainAsync()
    {
        _process.Dispose();
        _process = NewProcess();
        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();

        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private Process NewProcess()
    {
        var process = new Process { StartInfo = _start };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        return process;
    }

    private async Task RunAsync()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await AnswersAsync();
    }

    private async Task AnswersAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var began = Stopwatch.GetTimestamp();
        while (!await IsThereAsync(http))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"The host did not come up:{Environment.NewLine}{Said()}");

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>The page comes up before the bot behind it, so it is the bot that is asked.</summary>
    private async Task<bool> IsThereAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(_ready);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Heard(string? line)
    {
        lock (_said)
            _said.Add(line ?? "");
    }

    private string Said()
    {
        lock (_said)
            return string.Join(Environment.NewLine, _said);
    }

    /// <summary>The host's own output, built in the same configuration as these tests: beside its sources it finds its playbooks.</summary>
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Sources, "src", "HandoffBot.Host", "bin", output.Parent!.Name, output.Name, "HandoffBot.Host.dll");
    }

    private static string FindSources()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HandoffBot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("These tests run from the sources: HandoffBot.sln lies in no folder above them.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
