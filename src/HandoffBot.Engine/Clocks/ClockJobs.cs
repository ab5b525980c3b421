using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using Quartz;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// What happens because time passes. Every job may run at any time and twice, so one that was missed needs no making up. One host keeps its
/// schedule in memory. Hosts that share a database keep it there: each job runs on one of them at a time, and on another when that one dies.
/// </summary>
internal static class ClockJobs
{
    public static void AddClockJobs(this IServiceCollection services, EngineOptions options)
    {
        services.Configure<LoggerFilterOptions>(filter => filter.Rules.Add(new LoggerFilterRule(null, "Quartz", LogLevel.Warning, null)));
        services.AddQuartz(quartz =>
        {
            if (options.Provider == DatabaseProvider.Postgres)
                Share(quartz, options.ConnectionString);
            else
                quartz.UseInMemoryStore();

            Every<SweepJob>(quartz, TimeSpan.FromSeconds(5), first: TimeSpan.Zero);
            Every<DirectoryJob>(quartz, TimeSpan.FromHours(1), first: TimeSpan.FromHours(1));
            Every<ReceiptJob>(quartz, TimeSpan.FromDays(1), first: TimeSpan.FromMinutes(10));
        });
        services.AddHostedService<ClockScheduler>();
    }

    private static void Share(IQuartzBuilder quartz, string connectionString)
    {
        // A host that starts takes over when a job last ran, and does not begin to wait anew.
        quartz.Services.Configure<QuartzOptions>(jobs => jobs.Scheduling.ScheduleTriggerRelativeToReplacedTrigger = true);
        quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "HandoffBot");
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, PostgresServer.ForSchedule(connectionString));
            store.ProvisionSchema();
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = TimeSpan.FromSeconds(5);
                cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
            });
        });
    }

    private static void Every<T>(IQuartzBuilder quartz, TimeSpan span, TimeSpan first)
        where T : class, IJob => quartz.ScheduleJob<T>(
            // By the clock that the schedule itself goes by.
            (services, trigger) => trigger
                .WithIdentity(typeof(T).Name)
                .StartAt(services.GetRequiredService<TimeProvider>().GetUtcNow() + first)
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(span)
                    .RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            // Every host says the same, so that there is one of each.
            (_, job) => job.WithIdentity(typeof(T).Name));

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

/// <summary>
/// Receipts stop a repeated message from being carried out twice; no platform repeats one after days. What somebody pointed at and did
/// nothing with is nobody's business after one.
/// </summary>
internal sealed class OldReceipts(CommitSeam seam, BusinessClock clock)
{
    private static readonly Duration Kept = Duration.FromDays(7);

    /// <summary>A form that is open for longer is opened again.</summary>
    private static readonly Duration QuotesKept = Duration.FromDays(1);

    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        var (before, quoted) = (clock.Now - Kept, clock.System - QuotesKept);
        return seam.RunAsync(
            async context =>
            {
                await context.Receipts.Where(one => one.At < before).ExecuteDeleteAsync(CancellationToken.None);
                await context.Quotes.Where(one => one.At < quoted).ExecuteDeleteAsync(CancellationToken.None);
            },
            cancellationToken);
    }
}
