using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Runs the jobs once the host serves. The scheduler takes most of a second of processor time to come up, and no clock minds a moment more,
/// so whoever has waited for the host goes first; a job that has begun when the host stops is finished. A database that is away just then
/// is tried again.
/// </summary>
internal sealed partial class ClockScheduler(
    ISchedulerFactory schedulers, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ClockScheduler> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>After the host has begun to serve.</summary>
    public TimeSpan BeginsAfter { get; set; } = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.Delay(BeginsAfter, TimeProvider.System, stoppingToken);

        var scheduler = await BeginAsync(stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }

    private async Task<IScheduler> BeginAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                var scheduler = await schedulers.GetScheduler(cancellationToken);
                await scheduler.Start(cancellationToken);
                return scheduler;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                NotStarted(error);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The schedule could not be begun, so no clock is looked at; it is tried again")]
    private partial void NotStarted(Exception error);
}
