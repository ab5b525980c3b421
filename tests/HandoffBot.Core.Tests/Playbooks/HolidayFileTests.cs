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
    public void Repeating_events_are_refused_where_they_repeat() => Assert.Equal(
        "uk.ics:4:1 repeating events are not read; give each holiday an event of its own",
        Folders.Mistakes(Folder("DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY")).Single().ToString());

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
