using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Playbooks;

public class HolidayFileTests
{
    private static readonly string Organization = Small.Changed(Small.Organization, "holidays: [2026-12-25]", "holidays: [{ date: 2026-12-24, hours: [\"09:00-12:00\"] }]\n    holidays-from: uk.ics");

    [Fact]
    public void Whole_days_are_holidays_to_the_day_before_their_end()
    {
        var special = Special("DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270102");
        Assert.Equal([new(2026, 12, 24), new(2026, 12, 30), new(2026, 12, 31), new(2027, 1, 1)], special.Order());
    }

    [Fact]
    public void An_event_without_an_end_is_one_day() => Assert.Contains(new LocalDate(2026, 12, 30), Special("DTSTART;VALUE=DATE:20261230"));

    [Fact]
    public void Long_lines_are_joined() => Assert.Contains(new LocalDate(2026, 12, 30), Special("SUMMARY:a long\r\n  name", "DTSTART;VALUE=DA\r\n TE:20261230"));

    [Fact]
    public void The_file_of_the_organization_wins_over_the_calendar_file()
    {
        var read = Folders.Good(Folder("DTSTART;VALUE=DATE:20261224"));
        Assert.Single(read.Organization.Calendars["office"].Special[new(2026, 12, 24)]);
    }

    [Fact]
    public void A_yearly_holiday_comes_every_year_as_far_as_anybody_plans()
    {
        var days = Special("DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY;WKST=MO").Where(day => day.Day == 25).Order().ToList();
        Assert.Equal((75, new(2026, 12, 25), new(2100, 12, 25)), (days.Count, days[0], days[^1]));
    }

    [Theory]
    [InlineData("FREQ=YEARLY;COUNT=3", "2026-12-25 2027-12-25 2028-12-25")]
    [InlineData("FREQ=YEARLY;UNTIL=20271225", "2026-12-25 2027-12-25")]
    [InlineData("FREQ=YEARLY;UNTIL=20271224T235959Z", "2026-12-25")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;COUNT=2", "2026-12-25 2028-12-25")]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;COUNT=2", "2026-12-25 2027-12-25")]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYDAY=4FR;COUNT=3", "2026-12-25 2027-12-24 2028-12-22")]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYDAY=-1FR;COUNT=3", "2026-12-25 2027-12-31 2028-12-29")]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYDAY=5FR;COUNT=3", "2026-12-25 2027-12-31 2028-12-29")]
    public void A_rule_says_when_it_comes_again(string rule, string days) => Assert.Equal(
        days.Split(' '), Special("DTSTART;VALUE=DATE:20261225", $"RRULE:{rule}").Where(day => day != new LocalDate(2026, 12, 24)).Order().Select(day => $"{day:uuuu-MM-dd}"));

    [Fact]
    public void The_29th_of_February_comes_in_leap_years() => Assert.Equal(
        [2028, 2032, 2036],
        Special("DTSTART;VALUE=DATE:20280229", "RRULE:FREQ=YEARLY;COUNT=3").Where(day => day.Month == 2).Order().Select(day => day.Year));

    [Fact]
    public void Each_time_lasts_as_long_and_days_can_be_left_out_and_added()
    {
        var days = Special(
            "DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270101", "RRULE:FREQ=YEARLY;COUNT=3", "EXDATE;VALUE=DATE:20271230", "RDATE;VALUE=DATE:20270405,20270602");
        Assert.Equal(
            "12-24 12-30 12-31 04-05 04-06 06-02 06-03 12-30 12-31", string.Join(' ', days.Order().Select(day => $"{day:MM-dd}")));
    }

    [Theory]
    [InlineData("RRULE:FREQ=MONTHLY")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTHDAY=25")]
    [InlineData("RRULE:FREQ=YEARLY;BYDAY=1MO")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=5,6")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=MO")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=6MO")]
    [InlineData("RRULE:FREQ=YEARLY;BYEASTER=1")]
    [InlineData("RRULE:FREQ=YEARLY;COUNT=0")]
    [InlineData("RRULE:FREQ=YEARLY;UNTIL=soon")]
    [InlineData("RRULE:yearly")]
    [InlineData("RRULE:COUNT=2")]
    public void Any_other_rule_is_refused_where_it_stands(string rule) => Assert.Equal(
        "uk.ics:4:1 holidays repeat yearly, by their date or by a weekday of their month (FREQ=YEARLY;BYMONTH=11;BYDAY=4TH); give any other an event for each day",
        Folders.Mistakes(Folder("DTSTART;VALUE=DATE:20261225", rule)).Single().ToString());

    [Fact]
    public void Two_rules_are_refused_at_the_second() => Assert.StartsWith(
        "uk.ics:5:1 ", Folders.Mistakes(Folder("DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY", "RRULE:FREQ=YEARLY")).Single().ToString(), StringComparison.Ordinal);

    [Fact]
    public void Added_hours_are_no_holidays() => Assert.Equal(
        "uk.ics:4:1 days that are added to a holiday are written as RDATE;VALUE=DATE:20261225",
        Folders.Mistakes(Folder("DTSTART;VALUE=DATE:20261225", "RDATE:20271225T090000Z")).Single().ToString());

    [Fact]
    public void A_file_of_appointments_only_is_no_file_of_holidays() => Assert.Equal(
        "uk.ics:1:1 there is no holiday in this file; it needs events that last whole days (DTSTART;VALUE=DATE:20261225)",
        Folders.Mistakes(Folder("DTSTART:20261225T090000Z")).Single().ToString());

    [Fact]
    public void Cancelled_holidays_are_working_days() =>
        Assert.DoesNotContain(new LocalDate(2026, 12, 30), Special("DTSTART;VALUE=DATE:20261230", "STATUS:CANCELLED", "END:VEVENT\r\nBEGIN:VEVENT", "DTSTART;VALUE=DATE:20261231"));

    [Fact]
    public void A_file_that_is_not_there_is_guessed() => Assert.Equal(
        "there is no calendar file 'uk.ics' in this folder; did you mean 'uks.ics'?",
        Folders.Mistakes([.. Small.Folder(Organization), new("uks.ics", "")]).Single().Says);

    private static IEnumerable<LocalDate> Special(params string[] lines) => Folders.Good(Folder(lines)).Organization.Calendars["office"].Special.Keys;

    private static ConfigurationFile[] Folder(params string[] lines) =>
        [.. Small.Folder(Organization), new("uk.ics", $"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{string.Join("\r\n", lines)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")];
}
