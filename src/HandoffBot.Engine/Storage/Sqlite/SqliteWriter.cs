using System.Diagnostics;
using System.Threading.Channels;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>
/// One writer that commits whatever has queued in one transaction, in the order it came, and at once when nothing more waits: under load
/// many share one wait for the disk, and alone nobody waits for others. Each command works inside a savepoint, so that it fails alone.
/// Nobody is answered before COMMIT returned. When the transaction was lost, each of its commands is run again in one of its own.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostTogether = 128;
    private readonly Channel<QueuedCommand> _queue = Channel.CreateUnbounded<QueuedCommand>(new UnboundedChannelOptions { SingleReader = true });
    private readonly WriterConnection _connection;
    private readonly TimeSpan _heldFor;
    private readonly Task _writing;

    /// <param name="connectionString">Names the file.</param>
    /// <param name="heldFor">After so long a transaction takes no more commands: those that are done wait for the answer.</param>
    public SqliteWriter(string connectionString, TimeSpan heldFor)
    {
        _connection = new WriterConnection(connectionString);
        _heldFor = heldFor;
        // Whoever happens to need the store first must not be what every later command seems to run for.
        using (ExecutionContext.SuppressFlow())
            _writing = Task.Run(WriteAsync);
    }

    /// <inheritdoc cref="IStore.CommitAsync"/>
    /// <exception cref="ObjectDisposedException">The writer was stopped.</exception>
    public Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var command = new QueuedCommand<T>(work);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(command), this);
        return command.AnswerAsync(cancellationToken);
    }

    /// <summary>Takes no more commands and carries out those that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
        _connection.Dispose();
    }

    private async Task WriteAsync()
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
            await CommitWaitingAsync();
    }

    private async Task CommitWaitingAsync()
    {
        var taken = new List<QueuedCommand>();
        var lost = await TogetherAsync(TakeWaiting(taken));
        switch (taken.Count)
        {
            // The database could not be had at all: whoever waited for it meanwhile has waited long enough.
            case 0 when lost is not null:
                Answer(TakeWaiting(taken), lost);
                break;

            // One of them may have spoilt it for all, and each decided on what the others did, which is undone.
            case > 1 when lost is not null:
                foreach (var command in taken)
                    Answer([command], await TogetherAsync([command]));
                break;

            default:
                Answer(taken, lost);
                break;
        }
    }

    private IEnumerable<QueuedCommand> TakeWaiting(List<QueuedCommand> taken)
    {
        var began = Stopwatch.GetTimestamp();
        while (taken.Count < MostTogether && (taken.Count == 0 || Stopwatch.GetElapsedTime(began) < _heldFor) && _queue.Reader.TryRead(out var next))
        {
            if (!next.TryTake())
                continue;

            taken.Add(next);
            yield return next;
        }
    }

    private static void Answer(IEnumerable<QueuedCommand> commands, Exception? lost)
    {
        foreach (var command in commands)
        {
            if (lost is not null)
                command.Fail(lost);
            command.Answer();
        }
    }

    /// <returns>Null when everything is on the disk; else what ended the transaction, of which nothing is left.</returns>
    private async Task<Exception?> TogetherAsync(IEnumerable<QueuedCommand> commands)
    {
        try
        {
            await _connection.BeginAsync(CancellationToken.None);
            foreach (var command in commands)
                await StepAsync(command);
            _connection.Commit();
            return null;
        }
        catch (Exception error)
        {
            _connection.Abandon();
            return error;
        }
    }

    /// <summary>Runs a command so that it leaves everything or nothing. What ends the whole transaction goes through to it.</summary>
    private async Task StepAsync(QueuedCommand command)
    {
        _connection.Save();
        try
        {
            await using var context = _connection.Context();
            await command.RunAsync(context);
            _connection.MustBeInTransaction();
            // The context ends here, so nothing has to look unchanged to it.
            await context.SaveChangesAsync(acceptAllChangesOnSuccess: false, CancellationToken.None);
            _connection.Release();
        }
        catch (Exception error) when (_connection.IsInTransaction)
        {
            _connection.RollBackToSave();
            command.Fail(error);
        }
    }
}
