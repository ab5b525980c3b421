using HandoffBot.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Engine.Tests;

/// <summary>
/// Runs every command twice, the first time in vain, as happens to one whose transaction was lost: whatever it kept outside its context
/// would show in the test that runs it. It also sees whether a command waits for anything but the file, with which the writer stands still.
/// </summary>
internal sealed class RehearsedStore(IStore store) : IStore, IAsyncDisposable
{
    public bool IsAlone => store.IsAlone;

    public static void Rehearse(IServiceCollection services)
    {
        var real = services.Last(one => one.ServiceType == typeof(IStore));
        services.Remove(real);
        services.AddSingleton<IStore>(provider => new RehearsedStore((IStore)real.ImplementationFactory!(provider)));
    }

    public Task<bool> ExistsAsync(CancellationToken cancellationToken) => store.ExistsAsync(cancellationToken);

    public EngineContext Read() => store.Read();

    public async Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
    {
        var inVain = new InvalidOperationException("This was the rehearsal.");
        try
        {
            await store.CommitAsync<T>(
                async context =>
                {
                    var run = work(context);
                    // On a server every command waits for the database; beside it there are others.
                    Assert.True(run.IsCompleted || !store.IsAlone, "A command waits on the writer for something that is not in the database.");
                    await run;
                    await context.SaveChangesAsync(CancellationToken.None);
                    throw inVain;
                },
                cancellationToken);
        }
        catch (InvalidOperationException thrown) when (thrown == inVain)
        {
        }

        return await store.CommitAsync(work, CancellationToken.None);
    }

    public Task HoldAsync(CancellationToken cancellationToken) => store.HoldAsync(cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public bool IsClash(Exception error) => store.IsClash(error);

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)store).DisposeAsync();
}
