namespace HandoffBot.Engine.Storage;

/// <summary>What differs between the databases. How a transaction is run is the store's business, but only <see cref="CommitSeam"/> asks for one.</summary>
internal interface IStore
{
    /// <summary>Whether this process is the only one that works on the database, so that what another left half done is its own.</summary>
    bool IsAlone { get; }

    /// <summary>Whether there is a database at all; looking makes none.</summary>
    Task<bool> ExistsAsync(CancellationToken cancellationToken);

    /// <summary>A context for reading, which tracks nothing, to a database that exists.</summary>
    EngineContext Read();

    /// <summary>
    /// Runs one command on a fresh context, saves what it changed, and returns when COMMIT has. When it throws, nothing of this command was
    /// kept, and after a clash (<see cref="IsClash"/>) it is worth running again, which is the seam's to do.
    /// </summary>
    /// <param name="work">May run more than once before it is committed, so it keeps nothing outside its context.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; what has begun is finished.</param>
    /// <exception cref="Core.Chat.UnknownOutcomeException">The one that says nothing of what was kept: COMMIT was not answered, and nobody can be asked.</exception>
    Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the database for this process until the store is disposed, where it can serve only one. A second one would take the first one's
    /// half-sent deliveries for its own.
    /// </summary>
    /// <exception cref="DatabaseUnusableException">Another process keeps it.</exception>
    Task HoldAsync(CancellationToken cancellationToken);

    /// <summary>Brings the schema up to date; of two that start at once, one waits.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Whether deciding again on the present state may come to something else: a concurrency conflict, or an equal row that was faster.</summary>
    bool IsClash(Exception error);
}
