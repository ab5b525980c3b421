using HandoffBot.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Storage;

/// <summary>
/// Through here goes every write. One command is kept whole or not at all; after a clash it is decided again on the present state. Nobody is
/// answered and no worker woken before the commit returned. How the database comes to that commit is the store's business.
/// </summary>
internal sealed partial class CommitSeam(IStore store, Wake wake, ILogger<CommitSeam> log)
{
    private const int Tries = 3;

    /// <param name="work">Loads, decides and changes; may run again, so it keeps nothing outside its context, and waits for nothing but that.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; a command that has begun is finished.</param>
    public async Task<T> RunAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
    {
        work = InFlowOfCaller(work);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(work, attempt == 1 ? cancellationToken : CancellationToken.None);
            }
            catch (Exception error) when (attempt < Tries && store.IsClash(error))
            {
                Clashed(attempt);
            }
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

    private async Task<T> OnceAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
    {
        var (result, lanes) = await store.CommitAsync(
            async context => (await work(context), LanesOf(context)),
            cancellationToken);
        if (lanes.Count > 0)
            wake.Deliveries(lanes);
        return result;
    }

    /// <summary>Whoever runs it, the work sees what its caller holds, such as the edition of the rules that the command began with.</summary>
    private static Func<EngineContext, Task<T>> InFlowOfCaller<T>(Func<EngineContext, Task<T>> work) => ExecutionContext.Capture() is not { } flow
        ? work
        : async context =>
        {
            ExecutionContext.Restore(flow);
            return await work(context);
        };

    private static IReadOnlyCollection<string> LanesOf(EngineContext context) =>
        [.. context.ChangeTracker.Entries<DeliveryRow>().Select(entry => entry.Entity).Concat(context.Appended.OfType<DeliveryRow>()).Select(row => row.Lane).Distinct()];

    [LoggerMessage(Level = LogLevel.Information, Message = "Somebody was faster; deciding again (attempt {Attempt})")]
    private partial void Clashed(int attempt);
}
