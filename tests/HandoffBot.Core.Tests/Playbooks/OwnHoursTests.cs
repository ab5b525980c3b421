using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Playbooks;

/// <summary>The hours that one person keeps, as they say them.</summary>
public class OwnHoursTests
{
    private static readonly ImmutableArray<Window> Day = [new(new(9, 0), new(17, 0))];

    /// <summary>Sunday to Thursday; 3 December is a holiday and the 8th a short day.</summary>
    private static readonly BusinessCalendar Team = BusinessCalendar.Of(
        DateTimeZone.Utc,
        new[] { IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday }.ToImmutableDictionary(day => day, _ => Day)
            .Add(IsoDayOfWeek.Friday, []),
        ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty.Add(new(2026, 12, 3), []).Add(new(2026, 12, 8), [new(new(9, 0), new(12, 0))]));

    [Theory]
    [InlineData("10-18")]
    [InlineData("10:00-18:00")]
    [InlineData(" 10 – 18 ")]
    public void Hours_without_days_count_on_the_days_on_which_the_team_works(string text)
    {
        var calendar = Hours(text).In(Team);

        Assert.Equal(At(29, 10), calendar.NextOpening(At(27, 12)));
        Assert.False(calendar.IsOpen(At(30, 18)));
        Assert.True(calendar.IsOpen(At(30, 17)));
        Assert.Equal(Team.Week!.Keys.Where(day => day != IsoDayOfWeek.Friday).Order(), calendar.Week!.Keys.Order());
    }

    [Fact]
    public void Where_the_team_works_around_the_clock_they_count_every_day() =>
        Assert.Equal(7, Hours("10-18").In(BusinessCalendar.Always(DateTimeZone.Utc)).Week!.Count);

    [Theory]
    [InlineData("mon-thu 09:00-12:30, 13:30-17:30; fri 9-16")]
    [InlineData("Mon-Thu 9-12:30 13:30-17:30 FRI 9-16")]
    [InlineData("monday - thursday 9-12:30, 13:30 - 17:30, friday 09:00–16:00")]
    public void A_week_in_full_needs_no_other_days(string text)
    {
        var week = Hours(text).In(Team).Week!;

        Assert.Equal([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday], week.Keys.Order());
        Assert.Equal([new(new(9, 0), new(12, 30)), new(new(13, 30), new(17, 30))], week[IsoDayOfWeek.Tuesday].AsEnumerable());
        Assert.Equal([new(new(9, 0), new(16, 0))], week[IsoDayOfWeek.Friday].AsEnumerable());
    }

    [Fact]
    public void The_teams_holidays_and_short_days_stay()
    {
        var calendar = Hours("10-18").In(Team);

        Assert.Equal(Instant.FromUtc(2026, 12, 6, 10, 0), calendar.NextOpening(Instant.FromUtc(2026, 12, 2, 18, 0)));
        Assert.False(calendar.IsOpen(Instant.FromUtc(2026, 12, 8, 15, 0)));
    }

    [Fact]
    public void A_night_belongs_to_the_day_on_which_it_begins() =>
        Assert.True(Hours("mon 22-6").In(Team).IsOpen(Instant.FromUtc(2026, 12, 1, 5, 0)));

    [Theory]
    [InlineData("", "hours are written as")]
    [InlineData(" ; ", "hours are written as")]
    [InlineData("early", "'early' has no hours")]
    [InlineData("mon", "'mon' has no hours")]
    [InlineData("mno 9-17", "'mno' is not a weekday; did you mean 'mon'?")]
    [InlineData("9-25", "'9-25' has a time that no clock shows; hours begin from 00:00 on and end at 24:00 at the latest")]
    [InlineData("25-3", "'25-3' has a time that no clock shows")]
    [InlineData("24-3", "'24-3' has a time that no clock shows; hours begin from 00:00 on")]
    [InlineData("9", "not '9'")]
    [InlineData("9-5pm", "not '9-5pm'")]
    [InlineData("9-9", "ends when it begins")]
    [InlineData("mon 9-12, 11-17", "'11-17' overlaps '9-12'")]
    [InlineData("mon 9-17; mon-fri 9-12", "gives mon hours again")]
    [InlineData("9-17; sat 10-12", "name the days of all hours, or of none")]
    public void What_cannot_be_read_says_why(string text, string why)
    {
        Assert.Null(OwnHours.Read(text, out var mistake));

        Assert.Contains(why, mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('m')]
    [InlineData('-')]
    [InlineData('9')]
    [InlineData(' ')]
    public void A_text_without_end_is_refused(char of) => Assert.Null(OwnHours.Read(new string(of, 100_000), out _));

    private static OwnHours Hours(string text)
    {
        var hours = OwnHours.Read(text, out var mistake);
        Assert.Null(mistake);
        return Assert.IsType<OwnHours>(hours);
    }

    /// <summary>A day of November 2026; the 27th is a Friday.</summary>
    private static Instant At(int day, int hour) => Instant.FromUtc(2026, 11, day, hour, 0);
}
