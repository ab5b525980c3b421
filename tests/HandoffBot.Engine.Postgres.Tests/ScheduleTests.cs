using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Tests.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Quartz;

namespace HandoffBot.Engine.Tests.Postgres;

/// <summary>The schedule lies in the database: hosts share it, and it goes on without any one of them.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public async Task Two_hosts_have_one_schedule_and_each_step_pings_once_whoever_ends()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();
        var number = await first.SubmittedAsync();
        using var serving = new Serving();
        using var one = Scheduler(first, serving);
        using var other = Scheduler(second, serving);
        await Task.WhenAll(one.StartAsync(default), other.StartAsync(default));
        await UntilAsync(first.Time, async () => await NumberAsync(first, "SELECT COUNT(*)::int AS \"Value\" FROM pg_tables WHERE tablename = 'qrtz_scheduler_state'") == 1);
        await UntilAsync(first.Time, async () => await NumberAsync(first, "SELECT COUNT(*)::int AS \"Value\" FROM qrtz_scheduler_state") == 2);

        first.Time.Add(Duration.FromHours(2));
        await UntilAsync(first.Time, async () => (await first.PingsAsync(number)).Count > 0);
        Assert.Equal(3, await NumberAsync(first, "SELECT COUNT(*)::int AS \"Value\" FROM qrtz_triggers"));
        Assert.Equal(["@UKIM"], await first.PingedAsync(number));

        await one.StopAsync(default);
        first.Time.Add(Duration.FromHours(2));
        await UntilAsync(first.Time, async () => (await first.PingsAsync(number)).Count > 1);
        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA"], await first.PingedAsync(number));
        await other.StopAsync(default);
    }

    private static ClockScheduler Scheduler(House house, Serving serving) =>
        new(house.Get<ISchedulerFactory>(), serving, TimeProvider.System, NullLogger<ClockScheduler>.Instance);

    private static async Task<int> NumberAsync(House house, string sql)
    {
        await using var context = house.Read();
        return await context.Database.SqlQueryRaw<int>(sql).SingleAsync();
    }

    /// <summary>The schedule goes by the house's time, so that goes on meanwhile.</summary>
    private static async Task UntilAsync(ManualTime time, Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isSo())
        {
            await Task.Delay(50, patience.Token);
            time.Add(Duration.FromMilliseconds(50));
        }
    }

    private sealed class Serving : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public Serving() => _started.Cancel();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }

        public void Dispose() => _started.Dispose();
    }
}
