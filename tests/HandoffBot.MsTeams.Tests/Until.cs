using System.Diagnostics;

namespace HandoffBot.MsTeams.Tests;

/// <summary>Waits for what comes by itself, on however slow a machine.</summary>
internal static class Until
{
    public static async Task HoldsAsync(Func<bool> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isSo() && Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
            await Task.Delay(10);

        Assert.True(isSo());
    }
}
