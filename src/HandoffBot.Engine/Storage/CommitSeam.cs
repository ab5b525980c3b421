using HandoffBot.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Storage;

/// <summary>
/// Through here goes every write. One command is one transaction: it loads, decides and saves on a fresh context, and nobody is
/// answered and no worker woken before the commit returned. A queue of one: commands wait for each other in the order they came.
/// </summary>
internal sealed partial class CommitSeam(IStore store, Wake wake, ILogger<CommitSeam> log) : IDisposable
{
    private const int Tries = 3;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="work">Loads, decides and changes; may run again after a clash, so it keeps nothing outside its context.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; a command that has begun is finished.</param>
    public async Task<T> RunAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await OnceAsync(work);
                }
                catch (Exception error) when (attempt < Tries && store.IsClash(error))
                {
                    Clashed(attempt);
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task RunAsync(Func<EngineContext, Task> work, CancellationToken cancellationToken) =>
        RunAsync(
            async context =>
            {
                await work(context);
                return true;
            },
            cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<T> OnceAsync<T>(Func<EngineContext, Task<T>> work)
    {
        var delivers = false;
        T result;
        try
        {
            await using var context = await store.WriteAsync(CancellationToken.None);
            // Immediate: the right to write is taken at the start, so a command cannot lose it half way.
            await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);
            result = await work(context);
            delivers = context.ChangeTracker.Entries<DeliveryRow>().Any();
            await context.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception error) when (!store.IsClash(error))
        {
            // A full disk was seen to end the transaction behind our back: start over on a new connection.
            await store.AbandonAsync();
            throw;
        }

        if (delivers)
            wake.Deliveries();
        return result;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Somebody was faster; deciding again (attempt {Attempt})")]
    private partial void Clashed(int attempt);
}
