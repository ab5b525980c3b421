using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Quartz;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// What happens because time passes. The schedule is kept in memory and every job may run at any time, so one that was missed needs no
/// making up.
/// </summary>
internal static class ClockJobs
{
    public static void AddClockJobs(this IServiceCollection services)
    {
        services.Configure<LoggerFilterOptions>(filter => filter.Rules.Add(new LoggerFilterRule(null, "Quartz", LogLevel.Warning, null)));
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            Every<SweepJob>(quartz, TimeSpan.FromSeconds(5), first: TimeSpan.Zero);
            Every<DirectoryJob>(quartz, TimeSpan.FromHours(1), first: TimeSpan.FromHours(1));
            Every<ReceiptJob>(quartz, TimeSpan.FromDays(1), first: TimeSpan.FromMinutes(10));
        });
        services.AddHostedService<ClockScheduler>();
    }

    private static void Every<T>(IQuartzBuilder quartz, TimeSpan span, TimeSpan first)
        where T : class, IJob => quartz.ScheduleJob<T>(trigger => trigger
            .WithIdentity(typeof(T).Name)
            .StartAt(TimeProvider.System.GetUtcNow() + first)
            .WithSimpleSchedule(schedule => schedule
                .WithInterval(span)
                .RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));

    [DisallowConcurrentExecution]
    private sealed class SweepJob(ClockSweep sweep) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sweep.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class DirectoryJob(DirectorySync sync, CardUpkeep cards) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await sync.RunAsync(cancellationToken);
            await cards.PostMissingAsync(cancellationToken);
        }
    }

    [DisallowConcurrentExecution]
    private sealed class ReceiptJob(OldReceipts receipts) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await receipts.ForgetAsync(cancellationToken);
    }
}

/// <summary>Receipts stop a repeated message from being carried out twice; no platform repeats one after days.</summary>
internal sealed class OldReceipts(CommitSeam seam, BusinessClock clock)
{
    private static readonly Duration Kept = Duration.FromDays(7);

    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        var before = clock.Now - Kept;
        return seam.RunAsync(context => context.Receipts.Where(one => one.At < before).ExecuteDeleteAsync(CancellationToken.None), cancellationToken);
    }
}
