using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>Clocks walk the present calendar, and what comes next can be asked.</summary>
public sealed class CalendarsAndDeadlinesTests
{
    private const string Office = """

        calendars:
          office: {timezone: Europe/London, hours: {mon-fri: ["09:00-17:00"]}}
        """;

    private static readonly string InOffice = House.Organization.Replace(
        "assign: round-robin}", "assign: round-robin, calendar: office}", StringComparison.Ordinal) + Office;

    private static readonly string BusinessHours = House.Playbook.Replace("{within: 4h,", "{within: 4 business hours,", StringComparison.Ordinal);

    [Fact]
    public async Task Business_hours_rest_at_night()
    {
        await using var house = await House.OpenAsync(InOffice, BusinessHours);
        house.Time.Add(Duration.FromHours(5));
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(7);
        Assert.Equal(["@UKIM"], await house.PingedAsync(number));
        await house.SweepAtAsync(20);
        Assert.Single(await house.PingsAsync(number));

        await house.SweepAtAsync(25);
        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA"], await house.PingedAsync(number));
        Assert.Equal(ManualTime.Start + Duration.FromHours(25), Assert.Single(await house.ToldAsync(number, "missed")).At);
    }

    [Fact]
    public async Task A_team_without_a_calendar_works_around_the_clock()
    {
        await using var house = await House.OpenAsync(playbook: BusinessHours);
        house.Time.Add(Duration.FromHours(7));
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(9);
        await house.SweepAtAsync(11);

        Assert.Equal(ManualTime.Start + Duration.FromHours(11), Assert.Single(await house.ToldAsync(number, "missed")).At);
    }

    [Fact]
    public async Task A_running_clock_follows_the_present_calendar()
    {
        await using var house = await House.OpenAsync(playbook: BusinessHours);
        house.Time.Add(Duration.FromHours(5));
        var number = await house.SubmittedAsync();
        await house.RestartAsync(InOffice, BusinessHours);

        await house.SweepAtAsync(7);
        await house.SweepAtAsync(9);
        Assert.Empty(await house.ToldAsync(number, "missed"));
        Assert.Equal(ManualTime.Start + Duration.FromHours(25), (await house.Reading.HandoffAsync(number))!.Due);

        await house.SweepAtAsync(25);
        Assert.Single(await house.ToldAsync(number, "missed"));
    }

    [Fact]
    public async Task What_comes_next_is_told_in_words()
    {
        await using var house = await House.OpenAsync();
        var sweep = house.Get<ClockSweep>();
        Assert.Null(await sweep.NextAsync(default));

        await house.SubmittedAsync("Northwind");
        string[] expected =
        [
            "H-1001 Northwind: Onboarding's answer, 50 %",
            "H-1001 Northwind: Onboarding's answer falls due",
            "H-1001 Northwind: Onboarding's answer, 100 %, again",
            "H-1001 Northwind: Onboarding's answer, 100 %, again",
            "H-1001 Northwind: Onboarding's answer, 2 h after it fell due",
        ];
        foreach (var (what, hours) in expected.Zip([2, 4, 4.5, 5, 6]))
        {
            Assert.Equal(new NextDeadline(ManualTime.Start + Duration.FromHours(hours), what), await sweep.NextAsync(default));
            await house.SweepAtAsync(hours);
        }

        Assert.Null(await sweep.NextAsync(default));
    }

    [Fact]
    public async Task The_earliest_of_several_comes_next_and_what_has_ended_does_not()
    {
        await using var house = await House.OpenAsync();
        var first = await house.SubmittedAsync("Acme");
        house.Time.Add(Duration.FromHours(1));
        await house.SubmittedAsync("Bolt");
        Assert.StartsWith("H-1001 Acme", (await house.Get<ClockSweep>().NextAsync(default))!.What, StringComparison.Ordinal);

        await house.ActAsync(first, new HandoffCommand.Withdraw(1), "ana");

        Assert.StartsWith("H-1002 Bolt", (await house.Get<ClockSweep>().NextAsync(default))!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_business_clock_that_is_moved_forward_makes_steps_fall_due()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.Get<BusinessClock>().AdvanceAsync(ManualTime.Start + Duration.FromHours(2), default);
        await house.Get<ClockSweep>().RunAsync(default);

        Assert.Equal(["@UKIM"], await house.PingedAsync(number));
    }
}
