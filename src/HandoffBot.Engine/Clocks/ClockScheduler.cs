using Microsoft.Extensions.Hosting;
using Quartz;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Runs the jobs once the host serves. The scheduler takes most of a second to come up, which nobody has to wait for; a job that has
/// begun when the host stops is finished.
/// </summary>
internal sealed class ClockScheduler(ISchedulerFactory schedulers, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await scheduler.Start(stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }
}
