namespace HandoffBot.Engine.Tests.Storage;

/// <summary>Keeps the writer busy with a command that changes nothing: whatever is asked for meanwhile shares the transaction with it.</summary>
internal sealed class HeldWriter
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _held;

    private HeldWriter(TestStore store) => _held = store.Seam.RunAsync(
        context =>
        {
            _entered.TrySetResult();
            return _open.Task;
        },
        CancellationToken.None);

    public static async Task<HeldWriter> OfAsync(TestStore store)
    {
        var held = new HeldWriter(store);
        await held._entered.Task;
        return held;
    }

    /// <summary>Lets it go on; waits for what was asked for meanwhile, and fails with nothing of it.</summary>
    public async Task ReleaseAsync(params Task[] asked)
    {
        _open.TrySetResult();
        await _held;
        await Task.WhenAll(asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
