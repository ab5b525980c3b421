using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Microsoft Teams sends again what is not answered within fifteen seconds. What takes nearly as long is answered, and worked on to its end;
/// the host stops only after it.
/// </summary>
internal sealed class Overtime(TimeProvider systemClock, ILogger<Overtime> log) : IHostedService
{
    private readonly ConcurrentDictionary<Task, byte> working = new();

    /// <summary>How long the answer waits for the work.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    public async Task<Answer> RunAsync(string receipt, Func<Task<Answer>> work)
    {
        var task = RunToEndAsync(receipt, work);
        working.TryAdd(task, 0);
        _ = task.ContinueWith(done => working.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            return await task.WaitAsync(Patience, systemClock);
        }
        catch (TimeoutException)
        {
            log.TakesLong(receipt);
            return Answer.Accepted;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(working.Keys).WaitAsync(cancellationToken);

    private async Task<Answer> RunToEndAsync(string receipt, Func<Task<Answer>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure)
        {
            log.Broke(failure, receipt, "none");
            return Answer.TryAgain;
        }
    }
}
