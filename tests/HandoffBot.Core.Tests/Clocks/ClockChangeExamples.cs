using NodaTime;
using static HandoffBot.Core.Tests.Clocks.Given;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>Hours that meet a clock change: resolved on their own date, counted in real time.</summary>
public sealed class ClockChangeExamples
{
    [Fact]
    public void A_night_in_which_the_clock_goes_forward_is_an_hour_shorter() =>
        Assert.Equal(Duration.FromHours(7), EveryDay("Europe/London", "22:00-06:00").Between(Utc("2026-03-28 12:00"), Utc("2026-03-29 12:00")));

    [Fact]
    public void A_night_in_which_the_clock_goes_back_is_an_hour_longer() =>
        Assert.Equal(Duration.FromHours(9), EveryDay("Europe/London", "22:00-06:00").Between(Utc("2026-10-24 12:00"), Utc("2026-10-25 12:00")));

    [Fact]
    public void A_skipped_opening_and_a_skipped_closing_are_the_end_of_the_gap()
    {
        // 01:00 becomes 02:00 in London, which is 01:00 UTC.
        Assert.Equal(Utc("2026-03-29 01:00"), EveryDay("Europe/London", "01:30-03:00").NextOpening(Utc("2026-03-28 12:00")));
        Assert.Equal(Duration.FromMinutes(30), EveryDay("Europe/London", "00:30-01:30").Between(Utc("2026-03-28 12:00"), Utc("2026-03-29 12:00")));
    }

    [Fact]
    public void A_window_inside_the_gap_is_none() =>
        Assert.Equal(Utc("2026-03-30 00:15"), EveryDay("Europe/London", "01:15-01:45").NextOpening(Utc("2026-03-28 12:00")));

    [Fact]
    public void An_ambiguous_opening_is_the_earlier_and_an_ambiguous_closing_the_later()
    {
        // 02:00 becomes 01:00 in London, so that 01:30 comes at 00:30 and at 01:30 UTC.
        Assert.Equal(Utc("2026-10-25 00:30"), EveryDay("Europe/London", "01:30-03:00").NextOpening(Utc("2026-10-24 12:00")));
        Assert.Equal(Duration.FromHours(2), EveryDay("Europe/London", "00:30-01:30").Between(Utc("2026-10-24 12:00"), Utc("2026-10-25 12:00")));
    }

    [Fact]
    public void Hours_that_a_clock_change_lays_over_each_other_count_once() =>
        Assert.Equal(Duration.FromHours(3.5), EveryDay("Europe/London", "00:30-01:30 01:30-03:00").Between(Utc("2026-10-24 12:00"), Utc("2026-10-25 12:00")));

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_an_hour_later()
    {
        var brazil = EveryDay("America/Sao_Paulo", "00:00-00:00");

        // 00:00 became 01:00 on 2018-11-04, at 03:00 UTC.
        Assert.Equal(Duration.FromHours(23), brazil.Between(Utc("2018-11-04 03:00"), At("America/Sao_Paulo", "2018-11-05 00:00")));
    }

    [Fact]
    public void A_date_that_never_was_is_no_working_day()
    {
        // Samoa went from 2011-12-29 to 2011-12-31.
        var apia = EveryDay("Pacific/Apia", "09:00-17:00");

        Assert.Equal(At("Pacific/Apia", "2011-12-31 10:00"), apia.AddDays(At("Pacific/Apia", "2011-12-29 10:00"), 1));
        Assert.Equal(At("Pacific/Apia", "2011-12-31 10:00"), apia.Add(At("Pacific/Apia", "2011-12-29 16:00"), Duration.FromHours(2)));
    }

    [Fact]
    public void A_business_day_keeps_the_local_time_over_a_clock_change() =>
        Assert.Equal(Utc("2026-03-30 09:00"), Office.AddDays(Utc("2026-03-27 10:00"), 1));

    [Fact]
    public void A_due_time_in_the_gap_is_its_end_and_an_ambiguous_one_the_later()
    {
        var nights = EveryDay("Europe/London", "22:00-06:00");

        Assert.Equal(Utc("2026-03-29 01:00"), nights.AddDays(Utc("2026-03-28 01:30"), 1));
        Assert.Equal(Utc("2026-10-25 01:30"), nights.AddDays(Utc("2026-10-24 00:30"), 1));
    }
}
