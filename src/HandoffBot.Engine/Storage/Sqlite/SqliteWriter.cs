using System.Collections.Concurrent;
using System.Diagnostics;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>
/// One writer that commits whatever has queued in one transaction, in the order it came, and at once when nothing more waits: under load
/// many share one wait for the disk, and alone nobody waits for others. Each command fails alone, by its savepoint.
/// Nobody is answered before COMMIT returned. When the transaction was lost, each of its commands is run again in one of its own.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostTogether = 128;

    /// <summary>So many share a transaction even when they come while it is written.</summary>
    private const int FewTogether = 8;
    private const int Works = 0;
    private const int Ends = 1;
    private const int Ended = 2;
    private readonly ConcurrentQueue<QueuedCommand> _queue = new();
#pragma warning disable CA2213 // Whoever comes late still asks for it, and it holds nothing but memory.
    private readonly SemaphoreSlim _turn = new(1, 1);
#pragma warning restore CA2213
    private readonly WriterConnection _connection;
    private readonly TimeSpan _heldFor;
    private int _stage = Works;
    private bool _isBusy;

    /// <param name="connectionString">Names the file.</param>
    /// <param name="heldFor">After so long a transaction takes no more commands: those that are done wait for the answer.</param>
    public SqliteWriter(string connectionString, TimeSpan heldFor)
    {
        _connection = new WriterConnection(connectionString);
        _heldFor = heldFor;
    }

    /// <inheritdoc cref="IStore.CommitAsync"/>
    /// <exception cref="ObjectDisposedException">The writer was stopped.</exception>
    public async Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _stage) != Works, this);
        var command = new QueuedCommand<T>(work);
        _queue.Enqueue(command);

        // Where nobody writes, whoever asks does it themselves: handing it over and waiting for its return would cost as much as the work.
        // Where many ask at a time, it goes to the end of the line instead, so that those who are about to ask share the transaction.
        if (_turn.Wait(0, CancellationToken.None))
        {
            if (Volatile.Read(ref _isBusy))
                HandOver();
            else
                await WriteAsync(once: true);
        }
        else if (Volatile.Read(ref _stage) == Ended)
            TurnAway();
        return await command.AnswerAsync(cancellationToken);
    }

    /// <summary>Takes no more commands and carries out those that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.CompareExchange(ref _stage, Ends, Works) != Works)
            return;

        // The turn is never given back.
        await _turn.WaitAsync();
        while (!_queue.IsEmpty)
            await CommitWaitingAsync();
        _connection.Dispose();
        Interlocked.Exchange(ref _stage, Ended);
        TurnAway();
    }

    /// <summary>Answers those that came while the writer ended.</summary>
    private void TurnAway() => Answer(TakeWaiting([]), new ObjectDisposedException(nameof(SqliteWriter)));

    /// <summary>Commits what waits, by whoever has the turn, and gives it back. Whatever came meanwhile is taken on by another thread.</summary>
    /// <param name="once">One transaction, and no more: somebody waits for an answer of their own.</param>
    private async Task WriteAsync(bool once)
    {
        try
        {
            do
                await CommitWaitingAsync();
            while (!once && !_queue.IsEmpty);
        }
        finally
        {
            _turn.Release();
        }

        // What was queued while the turn was taken relies on this look.
        if (!_queue.IsEmpty && _turn.Wait(0, CancellationToken.None))
            HandOver();
    }

    /// <summary>Another thread writes, by the turn that this one has.</summary>
    private void HandOver() => ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.WriteAsync(once: false), this, preferLocal: false);

    private async Task CommitWaitingAsync()
    {
        var taken = new List<QueuedCommand>();
        var lost = await TogetherAsync(TakeWaiting(taken));
        Volatile.Write(ref _isBusy, taken.Count > 1);
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

    /// <summary>
    /// What has queued by now. If it took all that comes meanwhile as well, then all who ask at once would end up in one transaction, be
    /// answered together and think together, while nobody writes.
    /// </summary>
    private IEnumerable<QueuedCommand> TakeWaiting(List<QueuedCommand> taken)
    {
        var began = Stopwatch.GetTimestamp();
        var most = Math.Clamp(_queue.Count, FewTogether, MostTogether);
        while (taken.Count < most && (taken.Count == 0 || Stopwatch.GetElapsedTime(began) < _heldFor) && _queue.TryDequeue(out var next))
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
            var isFirst = true;
            foreach (var command in commands)
            {
                await StepAsync(command, isFirst);
                isFirst = false;
            }

            _connection.Commit();
            return null;
        }
        catch (Exception error)
        {
            _connection.Abandon();
            return error;
        }
    }

    /// <summary>
    /// Runs a command so that it leaves everything or nothing; the first of a transaction needs no savepoint for that. What ends the whole
    /// transaction goes through to it.
    /// </summary>
    private async Task StepAsync(QueuedCommand command, bool isFirst)
    {
        if (!isFirst)
            _connection.Save();
        try
        {
            await using var context = _connection.Context();
            await command.RunAsync(context);
            _connection.MustBeInTransaction();
            // The context ends here, so nothing has to look unchanged to it.
            await context.SaveChangesAsync(acceptAllChangesOnSuccess: false, CancellationToken.None);
            if (!isFirst)
                _connection.Release();
        }
        catch (Exception error) when (_connection.IsInTransaction)
        {
            if (isFirst)
                _connection.BeginAnew();
            else
                _connection.RollBackToSave();
            command.Fail(error);
        }
    }
}
