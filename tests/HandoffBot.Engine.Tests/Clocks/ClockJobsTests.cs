using HandoffBot.Engine.Clocks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Quartz;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>The scheduler only says that time has passed.</summary>
public sealed class ClockJobsTests
{
    [Fact]
    public async Task The_clocks_are_swept_once_the_host_serves_and_no_more_once_it_has_stopped()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromHours(2));
        using var host = new Lifetime();
        using var scheduler = new ClockScheduler(house.Get<ISchedulerFactory>(), host, TimeProvider.System, NullLogger<ClockScheduler>.Instance);

        await scheduler.StartAsync(default);
        Assert.Empty(await house.PingsAsync(number));

        host.Serve();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await house.PingsAsync(number)).Count == 0)
            await Task.Delay(50, patience.Token);
        await scheduler.StopAsync(default);

        Assert.Equal(["@UKIM"], await house.PingedAsync(number));
        Assert.True(scheduler.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_host_that_stops_before_it_served_has_nothing_to_wait_for()
    {
        await using var house = await House.OpenAsync();
        using var host = new Lifetime();
        using var scheduler = new ClockScheduler(house.Get<ISchedulerFactory>(), host, TimeProvider.System, NullLogger<ClockScheduler>.Instance);
        await scheduler.StartAsync(default);

        await scheduler.StopAsync(default);

        Assert.True(scheduler.ExecuteTask!.IsCanceled);
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void Serve() => _started.Cancel();

        public void StopApplication()
        {
        }

        public void Dispose() => _started.Dispose();
    }
}
