namespace HandoffBot.Engine.Storage;

/// <summary>What differs between the databases. Only <see cref="CommitSeam"/> writes.</summary>
internal interface IStore
{
    /// <summary>Whether this process is the only one that works on the database, so that what another left half done is its own.</summary>
    bool IsAlone { get; }

    /// <summary>A pooled context for reading, which tracks nothing.</summary>
    EngineContext Read();

    /// <summary>A fresh context to write with. Called by the seam alone, one at a time where the database has one writer.</summary>
    Task<EngineContext> WriteAsync(CancellationToken cancellationToken);

    /// <summary>Gives up the writing connection after an error that it may not have survived.</summary>
    Task AbandonAsync();

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
