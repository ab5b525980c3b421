using NodaTime;
using Quartz;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>The scheduler only says that time has passed.</summary>
public sealed class ClockJobsTests
{
    [Fact]
    public async Task The_scheduler_sweeps_by_itself_as_soon_as_it_runs()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromHours(2));

        var scheduler = await house.Get<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await house.PingsAsync(number)).Count == 0)
            await Task.Delay(50, patience.Token);
        await scheduler.Shutdown(waitForJobsToComplete: true);

        Assert.Equal(["@UKIM"], await house.PingedAsync(number));
    }
}
