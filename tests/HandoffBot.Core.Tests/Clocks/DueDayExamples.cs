using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>A clock that ends with a day. Mondays to Thursdays work ends at 17:30, on Fridays at 16:00; 25 December is off, the 24th ends at 12:00.</summary>
public sealed class DueDayExamples
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    private static readonly BusinessCalendar Office = BusinessCalendar.Of(
        London,
        new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday }
            .ToImmutableDictionary(day => day, _ => Hours(9, 17, 30)).Add(IsoDayOfWeek.Friday, Hours(9, 16, 0)),
        new Dictionary<LocalDate, ImmutableArray<Window>>
        {
            [new(2026, 12, 24)] = Hours(9, 12, 0), [new(2026, 12, 25)] = [],
        }.ToImmutableDictionary());

    private static readonly Ladder Half = new("half", [new(new StepAt.Share(50), [], null, false, null), new(new StepAt.Share(100), [], null, false, null)]);

    [Theory]
    [InlineData("2026-12-02", "2026-12-02T17:30")] // A Wednesday.
    [InlineData("2026-12-04", "2026-12-04T16:00")] // A Friday.
    [InlineData("2026-12-06", "2026-12-04T16:00")] // A Sunday: before the weekend.
    [InlineData("2026-12-24", "2026-12-24T12:00")] // A short day.
    [InlineData("2026-12-26", "2026-12-24T12:00")] // A Saturday after a holiday.
    public void It_is_due_when_work_ends_on_the_day_or_on_the_last_working_day_before(string day, string due) =>
        Assert.Equal(At(due), Office.EndOf(Day(day)));

    [Fact]
    public void Without_hours_a_day_ends_at_midnight() =>
        Assert.Equal(At("2026-12-03T00:00"), BusinessCalendar.Always(London).EndOf(Day("2026-12-02")));

    [Fact]
    public void A_night_shift_ends_the_day_on_which_it_began()
    {
        var nights = BusinessCalendar.Of(
            London, ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>>.Empty.Add(IsoDayOfWeek.Wednesday, [new(new(22, 0), new(6, 0))]),
            ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty);

        Assert.Equal(At("2026-12-03T06:00"), nights.EndOf(Day("2026-12-02")));
    }

    [Theory]
    [InlineData("2026-12-02", 1, "2026-12-01T17:30")]
    [InlineData("2026-12-07", 1, "2026-12-04T16:00")] // From Friday's end to Monday's.
    [InlineData("2026-12-06", 1, "2026-12-03T17:30")] // Due on Friday, as the Sunday is off.
    [InlineData("2026-12-28", 2, "2026-12-23T17:30")] // Over the holiday.
    public void A_business_day_before_begins_when_work_ends_on_the_working_day_before(string day, int days, string starts)
    {
        var run = DueDay.Run(1, Day(day), new Within.BusinessDays(days), Office);

        Assert.Equal(At(starts), run.Started);
        Assert.Equal(Office.EndOf(Day(day)), LadderPlan.Due(run, new Within.BusinessDays(days), Office));
    }

    [Fact]
    public void Half_of_a_business_day_is_the_middle_of_the_last_day()
    {
        var run = DueDay.Run(1, Day("2026-12-07"), new Within.BusinessDays(1), Office);
        var laid = LadderPlan.Lay(run, new Within.BusinessDays(1), Half, Office);

        Assert.Equal([At("2026-12-07T13:15"), At("2026-12-07T17:30")], laid.Beats.Select(beat => beat.At));
    }

    [Fact]
    public void Business_hours_and_wall_time_are_counted_back_from_the_end()
    {
        var hours = DueDay.Run(1, Day("2026-12-07"), new Within.BusinessHours(Duration.FromHours(9)), Office);
        var wall = DueDay.Run(1, Day("2026-12-07"), new Within.Wall(Duration.FromDays(2)), Office);

        Assert.Equal(At("2026-12-04T15:30"), hours.Started);
        Assert.Equal(At("2026-12-05T17:30"), wall.Started);
    }

    /// <summary>Whatever the budget and the day, the ladder's due time is the day's end.</summary>
    [Fact]
    public void Every_budget_ends_with_the_day()
    {
        Within[] budgets = [new Within.Wall(Duration.FromHours(45)), new Within.BusinessHours(Duration.FromHours(30)), new Within.BusinessDays(1), new Within.BusinessDays(7)];
        foreach (var calendar in new[] { Office, BusinessCalendar.Always(London), Office.In(DateTimeZoneProviders.Tzdb["Australia/Lord_Howe"]) })
        {
            foreach (var (day, within) in Enumerable.Range(0, 400).SelectMany(day => budgets.Select(within => (Day("2026-01-01").PlusDays(day), within))))
                Assert.Equal(calendar.EndOf(day), LadderPlan.Due(DueDay.Run(1, day, within, calendar), within, calendar));
        }
    }

    private static ImmutableArray<Window> Hours(int opens, int closes, int minutes) => [new(new(opens, 0), new(closes, minutes))];

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static Instant At(string text) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value.InZoneStrictly(London).ToInstant();
}
