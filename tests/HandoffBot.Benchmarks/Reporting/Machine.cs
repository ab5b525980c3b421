using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HandoffBot.Benchmarks.Reporting;

/// <summary>What the figures were taken on: enough to compare, nothing that names a machine.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(Plan plan)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        return $"{Environment.ProcessorCount} cores ({RuntimeInformation.OSArchitecture}), {memory:0} GiB, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}, Node.js {await NodeAsync()}. "
            + $"{plan.Rounds} rounds, {plan.WarmUp.TotalSeconds:0} s warm-up, {plan.Duration.TotalSeconds:0} s a figure; medians (smallest–largest).";
    }

    private static async Task<string> NodeAsync()
    {
        using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
        return (await node.StandardOutput.ReadToEndAsync()).Trim();
    }
}
