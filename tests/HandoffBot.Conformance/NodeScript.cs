using System.Diagnostics;
using System.Reflection;

namespace HandoffBot.Conformance;

/// <summary>Runs one of the scripts in this folder with Node.js; what it prints explains a failure.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static string Folder { get; } = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "ScriptFolder").Value!;

    /// <summary>Runs to the end; every expectation of a script that does not hold ends it with a code other than 0.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string script, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var node = Process.Start(start) ?? throw new InvalidOperationException("Node.js did not start.");
        using var patience = new CancellationTokenSource(Patience);
        var output = node.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = node.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await node.WaitForExitAsync(patience.Token);
            return (node.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException late)
        {
            node.Kill(entireProcessTree: true);
            throw new TimeoutException($"{script} did not end within {Patience.TotalSeconds} s.", late);
        }
    }
}
