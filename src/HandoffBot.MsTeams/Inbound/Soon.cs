using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Tries again what somebody waits for: soon, and not for long. Nobody else does: what is said at once is no delivery.
/// </summary>
internal sealed class Soon(TimeProvider systemClock)
{
    private const int Tries = 3;

    /// <summary>Who waits for an answer does not wait longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Before the second try of what may work when it is tried again; the next pause is three times as long.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(400);

    public async Task<Outcome> TryAsync(Func<Task<Outcome>> call)
    {
        var began = systemClock.GetTimestamp();
        var pause = FirstPause;
        for (var tried = 1; ; tried++)
        {
            var outcome = await call();
            var wait = outcome switch
            {
                Outcome.Later later => later.Wait.ToTimeSpan(),
                Outcome.Failed => Jittered(pause),
                _ => TimeSpan.MaxValue,
            };
            if (tried == Tries || wait > Patience - systemClock.GetElapsedTime(began))
                return outcome;

            await Task.Delay(wait, systemClock);
            pause *= 3;
        }
    }

#pragma warning disable CA5394 // Jitter is no secret.
    private static TimeSpan Jittered(TimeSpan pause) => pause * (0.75 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
}
