using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>Business time is the machine's own: nobody moves it here.</summary>
internal sealed class StillClock : IPlaygroundClock
{
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public Task<PlaygroundDeadline?> NextDeadlineAsync(CancellationToken cancellationToken) => Task.FromResult<PlaygroundDeadline?>(null);

    public Task AdvanceAsync(DateTimeOffset to, CancellationToken cancellationToken) => Task.CompletedTask;
}
