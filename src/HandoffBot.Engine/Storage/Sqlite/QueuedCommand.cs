namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>
/// A command at the writer: it waits for its turn, runs, perhaps a second time, and is answered once. What a run came to is kept here until
/// it is on the disk, refusals and failures too: they may follow from what an earlier command of the same transaction did.
/// </summary>
internal abstract class QueuedCommand
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int GivenUp = 2;
    private int _stage = Waiting;

    /// <summary>Whether it still wants its turn; from then on nobody can call it off.</summary>
    public bool TryTake() => TryLeave(Taken);

    /// <summary>Loads, decides and changes.</summary>
    public abstract Task RunAsync(EngineContext context);

    /// <summary>This run came to nothing.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Tells whoever waits what the last run came to.</summary>
    public abstract void Answer();

    protected bool TryGiveUp() => TryLeave(GivenUp);

    private bool TryLeave(int to) => Interlocked.CompareExchange(ref _stage, to, Waiting) == Waiting;
}

/// <inheritdoc/>
internal sealed class QueuedCommand<T>(Func<EngineContext, Task<T>> work) : QueuedCommand
{
    // The writer must not run what its callers do next.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _error;

    public override async Task RunAsync(EngineContext context)
    {
        _error = null;
        _result = await work(context);
    }

    public override void Fail(Exception error) => _error = error;

    public override void Answer()
    {
        if (_error is null)
            _answer.TrySetResult(_result!);
        else
            _answer.TrySetException(_error);
    }

    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    public async Task<T> AnswerAsync(CancellationToken cancellationToken)
    {
        await using var givingUp = cancellationToken.UnsafeRegister(GiveUp, null);
        return await _answer.Task;
    }

    private void GiveUp(object? state, CancellationToken cancellationToken)
    {
        if (TryGiveUp())
            _answer.TrySetCanceled(cancellationToken);
    }
}
