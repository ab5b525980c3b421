using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Quartz;

namespace HandoffBot.Benchmarks.Running;

/// <summary>
/// The peer of the clocks: a Quartz trigger for each, in Quartz's own store on SQLite, whose job writes one entry of the timeline and one
/// delivery and moves the clock on, in one transaction with synchronous=FULL.
/// </summary>
internal static class TriggerEach
{
    /// <returns>How many fired a second, from the first to the last.</returns>
    public static async Task<double> FireAsync(string folder, int due)
    {
        var work = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "work.db") }.ConnectionString;
        await MakeAsync(work, due);
        var store = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "quartz.db") }.ConnectionString;
        var scheduler = await QuartzSchedulerBuilder.Create(quartz => quartz.UsePersistentStore(one =>
        {
            one.UseSqlite(SqliteFactory.Instance, store);
            one.ProvisionSchema();
        })).BuildScheduler();

        var job = JobBuilder.Create<FireJob>().WithIdentity("fire").StoreDurably().UsingJobData("work", work).Build();
        var now = TimeProvider.System.GetUtcNow();
        var triggers = Enumerable.Range(0, due)
            .Select(one => TriggerBuilder.Create().WithIdentity($"clock-{one}").ForJob(job).UsingJobData("clock", one.ToString()).StartAt(now).Build())
            .ToList();
        FireJob.Fired = new Countdown(due);
        await scheduler.ScheduleJob(job, triggers, new ScheduleJobOptions());
        var watch = Stopwatch.StartNew();
        await scheduler.Start();
        await FireJob.Fired.Done;
        var perSecond = due / watch.Elapsed.TotalSeconds;
        await scheduler.Shutdown(waitForJobsToComplete: true);
        SqliteConnection.ClearAllPools();
        return perSecond;
    }

    private static async Task MakeAsync(string work, int due)
    {
        await using var connection = new SqliteConnection(work);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            PRAGMA journal_mode = WAL;
            CREATE TABLE clocks (id INTEGER PRIMARY KEY, next_fire INTEGER, fence INTEGER NOT NULL);
            CREATE TABLE timeline (id INTEGER PRIMARY KEY, clock INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL);
            CREATE TABLE deliveries (id TEXT PRIMARY KEY, dedupe TEXT NOT NULL UNIQUE, clock INTEGER NOT NULL, intent TEXT NOT NULL, state INTEGER NOT NULL);
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {due - 1}) INSERT INTO clocks SELECT i, 0, 0 FROM n;
            """;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends when it was counted down to nothing.</summary>
    private sealed class Countdown(int from)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = from;

        public Task Done => _done.Task;

        public void One()
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _done.SetResult();
        }
    }

    private sealed class FireJob : IJob
    {
        public static Countdown Fired { get; set; } = new(0);

        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await using var connection = new SqliteConnection(context.MergedJobDataMap.GetString("work"));
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA synchronous = FULL;
                BEGIN IMMEDIATE;
                INSERT INTO timeline (clock, kind, body) VALUES ($clock, 'pinged', '{}');
                INSERT INTO deliveries VALUES ($id, 'ping/' || $clock, $clock, '{"kind":"ping"}', 0);
                UPDATE clocks SET next_fire = NULL, fence = fence + 1 WHERE id = $clock;
                COMMIT;
                """;
            command.Parameters.AddWithValue("$clock", int.Parse(context.MergedJobDataMap.GetString("clock")!));
            command.Parameters.AddWithValue("$id", Guid.NewGuid().ToString());
            await command.ExecuteNonQueryAsync(cancellationToken);
            Fired.One();
        }
    }
}
