using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.People;
using NodaTime;

namespace HandoffBot.Core.Tests.People;

/// <summary>Monday, 23 November 2026.</summary>
public sealed class SpokenDateTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Theory]
    [InlineData("2026-12-01", "2026-12-01")]
    [InlineData("2026-12-1", "2026-12-01")]
    [InlineData("1 Dec", "2026-12-01")]
    [InlineData("1st of December", "2026-12-01")]
    [InlineData("the 2nd dec", "2026-12-02")]
    [InlineData("Dec 3rd, 2026", "2026-12-03")]
    [InlineData("december 1", "2026-12-01")]
    [InlineData("1.12.2026", "2026-12-01")]
    [InlineData("1.12.", "2026-12-01")]
    [InlineData("23 Nov", "2027-11-23")]
    [InlineData("22 nov", "2027-11-22")]
    [InlineData("29 Feb", "2028-02-29")]
    [InlineData("tomorrow", "2026-11-24")]
    [InlineData("friday", "2026-11-27")]
    [InlineData("Fri", "2026-11-27")]
    [InlineData("on thurs", "2026-11-26")]
    [InlineData("monday", "2026-11-30")]
    [InlineData("next monday", "2026-11-30")]
    [InlineData("next week", "2026-11-30")]
    public void A_day_to_come_is_read_as_people_write_it(string said, string date) =>
        Assert.Equal(date, Assert.IsType<SpokenDate.Good>(SpokenDate.Read(said, Today)).Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("", "Until when?")]
    [InlineData("03/04/2026", "can be read as two dates")]
    [InlineData("today", "is today")]
    [InlineData("22 Nov 2026", "has passed")]
    [InlineData("2026-11-23", "is today")]
    [InlineData("1 Jan 2030", "more than 3 years away")]
    [InlineData("31 Feb", "is no date that I know")]
    [InlineData("fr", "is no date that I know")]
    [InlineData("when I feel like it", "is no date that I know")]
    public void What_is_none_is_refused_with_an_example(string said, string why)
    {
        var says = Assert.IsType<SpokenDate.Bad>(SpokenDate.Read(said, Today)).Says;
        Assert.Contains(why, says, StringComparison.Ordinal);
        Assert.EndsWith("Write it as 2026-12-01, 1 Dec, tomorrow or friday.", says, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_said_on_whatever_day_it_is_refused_or_lies_ahead() => Prop.ForAll<string, int>((said, day) =>
    {
        var today = Today.PlusDays(Math.Abs(day % 20_000));
        return SpokenDate.Read(said ?? "", today) is not SpokenDate.Good { Date: var date } || (date > today && date <= today.PlusYears(3));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_day_of_the_next_year_is_found_again_by_its_short_name() => Prop.ForAll<int, int>((start, ahead) =>
    {
        var today = Today.PlusDays(Math.Abs(start % 20_000));
        var date = today.PlusDays(1 + Math.Abs(ahead % 365));
        return SpokenDate.Read(date.ToString("d MMM", CultureInfo.InvariantCulture), today) is SpokenDate.Good { Date: var read }
            && (read == date || (date.Month, date.Day) == (2, 29));
    }).QuickCheckThrowOnFailure();
}
