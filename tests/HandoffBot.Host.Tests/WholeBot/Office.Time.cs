using System.Text.Json.Nodes;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Its time, which is moved as on the page, and the wait for what follows.</summary>
internal sealed partial class Office
{
    /// <summary>Business now, as the page shows it.</summary>
    public async Task<DateTimeOffset> NowAsync() => DateTimeOffset.Parse(Screen.Text(await AskAsync("clock"), "now"));

    /// <summary>A date so many days from today, as a date picker sends it.</summary>
    public async Task<string> InDaysAsync(int days) => (await NowAsync()).AddDays(days).ToString("yyyy-MM-dd");

    /// <summary>Moves the clock by <c>1h</c>, <c>2d</c>, <c>30m</c> or to <c>next</c>, and waits until what followed was said.</summary>
    public async Task MovesAsync(string by)
    {
        var answer = await DoAsync("clock", new JsonObject { ["advance"] = by });
        Assert.True(answer["now"] is not null, $"The clock did not move: {answer.ToJsonString()}");
        await SettlesAsync();
    }

    /// <summary>Moves from deadline to deadline until something is so.</summary>
    public async Task MovesUntilAsync(Func<Task<bool>> isSo, string what, int most = 15)
    {
        var passed = new List<string>();
        for (var move = 0; move < most; move++)
        {
            if (await isSo())
                return;

            var clock = await AskAsync("clock");
            passed.Add($"{Screen.Text(clock, "next")} {Screen.Text(clock, "next_what")}");
            await MovesAsync("next");
        }

        Assert.True(await isSo(), $"{what} did not come, though the clock passed:{Environment.NewLine}{string.Join(Environment.NewLine, passed)}");
    }

    /// <summary>Waits until no clock is due and nothing is left to be sent.</summary>
    public Task SettlesAsync() => Until.Holds(
        async () => !await IsDueAsync() && (await WaitingAsync()).Count == 0,
        "Not everything was sent. What waits:",
        async () => string.Join(Environment.NewLine, (await WaitingAsync()).Select(row => $"{row.Kind} {row.DedupeKey} {row.State} after {row.Attempts}: {row.Error}")));

    public async Task<List<DeliveryRow>> DeliveriesAsync()
    {
        await using var context = Bot.App.Services.GetRequiredService<IStore>().Read();
        return await context.Deliveries.AsNoTracking().OrderBy(row => row.Order).ToListAsync();
    }

    /// <summary>The sweep has not come yet, which begins a moment after the bot does.</summary>
    private async Task<bool> IsDueAsync()
    {
        var now = Bot.App.Services.GetRequiredService<BusinessClock>().Now;
        await using var context = Bot.App.Services.GetRequiredService<IStore>().Read();
        return await context.Clocks.AnyAsync(one => one.NextFireAt <= now);
    }

    private async Task<List<DeliveryRow>> WaitingAsync() =>
        [.. (await DeliveriesAsync()).Where(row => row.State is DeliveryState.Pending or DeliveryState.Unknown && !WaitsForItsTime(row))];

    /// <summary>A ping outside the hours of the person whom it is for.</summary>
    private static bool WaitsForItsTime(DeliveryRow row) => row is { State: DeliveryState.Pending, Attempts: 0 } && row.DueAt > row.CreatedAt;
}
