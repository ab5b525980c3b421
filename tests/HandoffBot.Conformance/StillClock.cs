using HandoffBot.Playground;

namespace HandoffBot.Conformance;

/// <summary>A business clock that nobody moves.</summary>
internal sealed class StillClock : IPlaygroundClock
{
    public DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public Task<PlaygroundDeadline?> NextDeadlineAsync(CancellationToken cancellationToken) => Task.FromResult<PlaygroundDeadline?>(null);

    public Task AdvanceAsync(DateTimeOffset to, CancellationToken cancellationToken) => Task.CompletedTask;
}
