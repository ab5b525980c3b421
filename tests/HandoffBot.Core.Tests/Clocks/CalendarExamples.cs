using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using NodaTime;
using static HandoffBot.Core.Tests.Clocks.Given;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>What counts as working time.</summary>
public sealed class CalendarExamples
{
    [Theory]
    [InlineData("2026-11-23 11:30", 4, "2026-11-23 16:30")] // over lunch
    [InlineData("2026-11-23 16:30", 2, "2026-11-24 10:00")] // over night
    [InlineData("2026-11-27 15:30", 1, "2026-11-30 09:30")] // over the weekend, Friday being shorter
    [InlineData("2026-11-28 12:00", 1, "2026-11-30 10:00")] // from outside hours
    [InlineData("2026-12-24 11:00", 2, "2026-12-29 10:00")] // over a short day and two holidays
    public void Working_hours_pass_only_while_the_team_works(string start, int hours, string end) =>
        Assert.Equal(London(end), Office.Add(London(start), Duration.FromHours(hours)));

    [Fact]
    public void A_budget_used_up_at_a_closing_ends_there() =>
        Assert.Equal(London("2026-11-23 17:30"), Office.Add(London("2026-11-23 16:30"), Duration.FromHours(1)));

    [Fact]
    public void An_empty_budget_ends_where_it_starts_in_or_out_of_hours() =>
        Assert.Equal(London("2026-11-22 08:00"), Office.Add(London("2026-11-22 08:00"), Duration.Zero));

    [Fact]
    public void A_negative_budget_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.Add(London("2026-11-23 09:00"), Duration.FromHours(-1)));

    [Fact]
    public void Between_counts_what_lies_in_working_hours() =>
        Assert.Equal(Duration.FromHours(3.5 + 4 + 1), Office.Between(London("2026-11-22 20:00"), London("2026-11-24 10:00")));

    [Fact]
    public void Nothing_lies_between_an_instant_and_an_earlier_one() =>
        Assert.Equal(Duration.Zero, Office.Between(London("2026-11-24 10:00"), London("2026-11-23 10:00")));

    [Theory]
    [InlineData("2026-11-23 08:59", false)]
    [InlineData("2026-11-23 09:00", true)]
    [InlineData("2026-11-23 12:29", true)]
    [InlineData("2026-11-23 12:30", false)]
    [InlineData("2026-12-24 13:30", false)] // a short day
    [InlineData("2026-12-25 10:00", false)] // a holiday
    public void Open_from_the_opening_until_before_the_closing(string at, bool open) => Assert.Equal(open, Office.IsOpen(London(at)));

    [Fact]
    public void The_next_opening_is_now_in_working_hours_and_the_next_one_outside()
    {
        Assert.Equal(London("2026-11-23 10:10"), Office.NextOpening(London("2026-11-23 10:10")));
        Assert.Equal(London("2026-11-23 13:30"), Office.NextOpening(London("2026-11-23 12:30")));
        Assert.Equal(London("2026-12-29 09:00"), Office.NextOpening(London("2026-12-24 12:00")));
    }

    [Fact]
    public void A_night_belongs_to_the_day_on_which_it_begins()
    {
        var nights = Calendar("Europe/London", "22:00-06:00");

        Assert.True(nights.IsOpen(London("2026-11-28 05:59"))); // Friday's night
        Assert.False(nights.IsOpen(London("2026-11-23 05:00"))); // Sunday has none
        Assert.Equal(London("2026-11-30 23:00"), nights.Add(London("2026-11-28 05:00"), Duration.FromHours(2)));
    }

    [Fact]
    public void A_holiday_takes_its_own_night_but_not_the_end_of_the_one_before()
    {
        var nights = Calendar("Europe/London", "22:00-06:00");
        nights = BusinessCalendar.Of(nights.Zone, nights.Week, nights.Special.Add(new LocalDate(2026, 11, 25), []));

        Assert.True(nights.IsOpen(London("2026-11-25 05:00")));
        Assert.False(nights.IsOpen(London("2026-11-25 23:00")));
        Assert.False(nights.IsOpen(London("2026-11-26 05:00")));
    }

    [Fact]
    public void A_window_that_ends_where_it_begins_lasts_a_whole_day() =>
        Assert.Equal(London("2026-11-24 08:00"), EveryDay("Europe/London", "00:00-00:00").Add(London("2026-11-23 08:00"), Duration.FromHours(24)));

    [Fact]
    public void Hours_that_overlap_count_once() =>
        Assert.Equal(Duration.FromHours(5), Calendar("Europe/London", "09:00-12:00 11:00-14:00").Between(London("2026-11-23 00:00"), London("2026-11-24 00:00")));

    [Fact]
    public void No_week_means_open_always_but_on_special_days()
    {
        var always = BusinessCalendar.Always(Zone("Europe/London"));
        var holidays = BusinessCalendar.Of(always.Zone, null, always.Special.Add(new LocalDate(2026, 12, 25), []));

        Assert.Equal(London("2026-12-25 03:00"), always.Add(London("2026-12-24 23:00"), Duration.FromHours(4)));
        Assert.Equal(London("2026-12-26 03:00"), holidays.Add(London("2026-12-24 23:00"), Duration.FromHours(4)));
    }

    [Fact]
    public void A_week_without_any_hours_is_open_always()
    {
        var empty = BusinessCalendar.Of(
            Zone("Europe/London"),
            Enum.GetValues<IsoDayOfWeek>().ToImmutableDictionary(day => day, _ => ImmutableArray<Window>.Empty),
            ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty);

        Assert.True(empty.IsOpen(London("2026-11-22 03:00")));
        Assert.Equal(London("2026-11-24 03:00"), empty.AddDays(London("2026-11-22 03:00"), 2));
    }

    [Fact]
    public void A_budget_beyond_a_century_ends_after_a_century()
    {
        var start = London("2026-11-23 09:00");
        var century = start + Duration.FromDays(BusinessCalendar.LongestWalkInDays);

        Assert.Equal(century, Calendar("Europe/London", "09:00-09:01", IsoDayOfWeek.Monday).Add(start, Duration.FromDays(365)));
        Assert.Equal(century, BusinessCalendar.Always(DateTimeZone.Utc).Add(start, Duration.FromDays(1_000_000)));
        Assert.Equal(century, Office.AddDays(start, 1_000_000));
    }
}
