using System.Diagnostics;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Waits for what the bot does in its own time: looks again and again, for a bounded time, and says what it saw instead.</summary>
internal static class Until
{
    /// <summary>Long enough for a loaded machine; what holds is seen within milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <param name="look">What is looked for; null while it is not there.</param>
    /// <param name="otherwise">What is there instead, for the failure.</param>
    public static async Task<T> Found<T>(Func<Task<T?>> look, string what, Func<Task<string>> otherwise)
        where T : class
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await look() is { } found)
                return found;

            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                Assert.Fail($"{what}{Environment.NewLine}{await otherwise()}");
                return null!;
            }

            await Task.Delay(Pause);
        }
    }

    public static Task Holds(Func<Task<bool>> condition, string what, Func<Task<string>> otherwise) =>
        Found(async () => await condition() ? "yes" : null, what, otherwise);
}
