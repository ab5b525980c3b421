namespace HandoffBot.Engine.Directory;

/// <summary>Tells who waits to ask a platform again that the bot has come to a place there which it did not know, or knew at another address: more can be asked now.</summary>
internal sealed class NewPlaces
{
    private TaskCompletionSource _next = Awaited();

    /// <summary>Ends with the next one. Whoever takes it before they ask misses none.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Entered() => Interlocked.Exchange(ref _next, Awaited()).SetResult();

    private static TaskCompletionSource Awaited() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
