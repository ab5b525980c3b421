using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>Moves a house's time and looks at what its clocks did. A handoff that is submitted at the start is due four hours later.</summary>
internal static class Clockwork
{
    /// <summary>The house's organization with another ladder for the acceptance: lines such as <c>{at: 50%, notify: [holder]}</c>.</summary>
    public static string WithLadder(params string[] steps)
    {
        var start = House.Organization.IndexOf("    - {at:", StringComparison.Ordinal);
        var end = House.Organization.IndexOf("teams:", StringComparison.Ordinal);
        return House.Organization[..start] + string.Concat(steps.Select(step => $"    - {step}\n")) + House.Organization[end..];
    }

    /// <summary>Sweeps so long after the start.</summary>
    public static async Task SweepAtAsync(this House house, Duration sinceStart)
    {
        house.Time.Add(ManualTime.Start + sinceStart - house.Get<BusinessClock>().System);
        await house.Get<ClockSweep>().RunAsync(default);
    }

    public static Task SweepAtAsync(this House house, double hours) => house.SweepAtAsync(Duration.FromHours(hours));

    /// <summary>Whom the pings of a handoff address, in the order in which they were decided: <c>@UKIM</c> or a channel.</summary>
    public static async Task<IReadOnlyList<string>> PingedAsync(this House house, int number) =>
        [.. (await house.PingsAsync(number)).Select(one => one.Lane.Split('/')[2])];

    public static async Task<IReadOnlyList<DeliveryRow>> PingsAsync(this House house, int number)
    {
        await using var context = house.Read();
        return await context.Deliveries.Where(one => one.Handoff == number && one.Kind == nameof(IntentKind.Ping)).OrderBy(one => one.Order).ToListAsync();
    }

    public static async Task<ClockRow> ClockAsync(this House house, int number, ClockKind kind = ClockKind.Acceptance)
    {
        await using var context = house.Read();
        return await context.Clocks.SingleAsync(one => one.Handoff == number && one.Kind == kind);
    }

    public static async Task<IReadOnlyList<TimelineEntry>> ToldAsync(this House house, int number, string kind) =>
        [.. (await house.Reading.TimelineAsync(number)).Where(one => one.Kind == kind)];

    public static async Task<IReadOnlyList<string?>> WhySuppressedAsync(this House house, int number) =>
        [.. (await house.ToldAsync(number, "ping-suppressed")).Select(one => one.Body.Note)];

    /// <summary>Their accounts are deactivated.</summary>
    public static Task LeaveAsync(this House house, params string[] names) => house.Get<CommitSeam>().RunAsync(
        async context =>
        {
            var accounts = names.Select(name => "U" + name.ToUpperInvariant()).ToList();
            foreach (var account in await context.Accounts.Where(one => accounts.Contains(one.Account)).ToListAsync())
                account.IsActive = false;
        },
        default);

    /// <summary>Changes an answer.</summary>
    public static async Task SaveAsync(this House house, int number, string scope)
    {
        var handoff = (await house.Reading.HandoffAsync(number))!.Handoff;
        var changes = ImmutableDictionary<string, Answer?>.Empty.Add("scope", new Answer.Text(scope));
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Save(handoff.Round, changes, 0), "ana"));
    }

    public static Task<string?> WhyNotAsync(this House house, DeliveryRow ping) => house.Get<CommitSeam>().RunAsync(
        context => house.Get<PingCheck>().WhyNotAsync(context, Intent.Read(ping.Intent)), default);

    public static async Task<Acknowledged> AcknowledgeAsync(this House house, DeliveryRow ping, string by)
    {
        var pressed = Intent.Read(ping.Intent).Ping!;
        return await house.Get<Acknowledging>().AcknowledgeAsync(
            pressed.Clock, pressed.Run, pressed.Key, await house.PersonAsync(by), Core.Chat.Platform.Slack, default);
    }
}
