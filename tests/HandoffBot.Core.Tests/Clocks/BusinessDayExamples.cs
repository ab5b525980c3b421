using HandoffBot.Core.Clocks;
using NodaTime;
using static HandoffBot.Core.Tests.Clocks.Given;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>"n business days", sentence by sentence.</summary>
public sealed class BusinessDayExamples
{
    [Theory]
    [InlineData("2026-11-23 10:15", 1, "2026-11-24 10:15")]
    [InlineData("2026-11-23 10:15", 2, "2026-11-25 10:15")]
    [InlineData("2026-11-27 10:15", 1, "2026-11-30 10:15")] // over the weekend
    [InlineData("2026-12-23 10:15", 2, "2026-12-29 10:15")] // over Christmas
    [InlineData("2026-11-23 09:00", 1, "2026-11-24 09:00")] // at an opening
    public void End_at_the_same_local_time_on_the_nth_following_working_day(string start, int days, string end) =>
        Assert.Equal(London(end), Office.AddDays(London(start), days));

    [Theory]
    [InlineData("2026-11-26 17:00", 1, "2026-11-27 16:00")] // Friday is shorter
    [InlineData("2026-12-23 15:00", 1, "2026-12-24 12:00")] // a short day
    public void Move_back_to_the_end_of_the_last_window_before(string start, int days, string end) =>
        Assert.Equal(London(end), Office.AddDays(London(start), days));

    [Fact]
    public void Move_back_over_a_break_that_only_the_due_day_has()
    {
        var week = Office.Week!.SetItem(IsoDayOfWeek.Monday, Windows("08:00-18:00"));
        var calendar = BusinessCalendar.Of(Office.Zone, week, Office.Special);

        Assert.Equal(London("2026-11-24 12:30"), calendar.AddDays(London("2026-11-23 13:00"), 1));
    }

    [Fact]
    public void Move_forward_to_the_first_opening_where_no_window_lies_before()
    {
        var week = Office.Week!.SetItem(IsoDayOfWeek.Monday, Windows("07:00-18:00"));
        var calendar = BusinessCalendar.Of(Office.Zone, week, Office.Special);

        Assert.Equal(London("2026-11-24 09:00"), calendar.AddDays(London("2026-11-23 07:30"), 1));
    }

    [Theory]
    [InlineData("2026-11-23 12:45", "2026-11-24 13:30")] // at lunch
    [InlineData("2026-11-23 18:00", "2026-11-25 09:00")] // in the evening
    [InlineData("2026-11-28 12:00", "2026-12-01 09:00")] // on Saturday
    public void Count_from_the_next_opening_when_they_start_outside_hours(string start, string end) =>
        Assert.Equal(London(end), Office.AddDays(London(start), 1));

    [Fact]
    public void Count_a_short_day_as_a_day() =>
        Assert.Equal(London("2026-12-29 10:00"), Office.AddDays(London("2026-12-24 10:00"), 1));

    [Fact]
    public void Are_24_hours_each_with_no_hours_at_all() => // over a clock change
        Assert.Equal(Utc("2026-03-30 10:00"), BusinessCalendar.Always(Zone("Europe/London")).AddDays(Utc("2026-03-28 10:00"), 2));

    [Theory]
    [InlineData("2026-11-23 23:00", "2026-11-24 23:00")]
    [InlineData("2026-11-24 02:00", "2026-11-25 02:00")] // still Monday's night
    [InlineData("2026-11-28 02:00", "2026-12-01 02:00")] // Friday's night, then Monday's
    public void Go_from_night_to_night(string start, string end) =>
        Assert.Equal(London(end), Calendar("Europe/London", "22:00-06:00").AddDays(London(start), 1));

    [Fact]
    public void Do_not_count_a_day_whose_hours_are_over_by_the_start()
    {
        // Friday's night lasts until 08:00 on Saturday, when Saturday's own hours have been.
        var week = Calendar("Europe/London", "20:00-08:00").Week!.Add(IsoDayOfWeek.Saturday, Windows("01:00-03:00"));
        var calendar = BusinessCalendar.Of(Zone("Europe/London"), week, Office.Special.Clear());

        Assert.Equal(London("2026-12-01 05:00"), calendar.AddDays(London("2026-11-28 05:00"), 1));
    }

    [Fact]
    public void End_where_they_start_when_there_are_none() =>
        Assert.Equal(London("2026-11-22 10:00"), Office.AddDays(London("2026-11-22 10:00"), 0));
}
