using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Whoever is away, whatever is finished when, and over years of turns on duty.</summary>
public sealed class FairnessProperties
{
    private static readonly PersonId[] Team = [World.Olu, World.Kim, World.Bea];

    /// <summary>One handoff after the other: who is away meanwhile, and how many of the open ones are finished before the next.</summary>
    [Fact]
    public void Nobody_who_is_there_is_proposed_while_another_who_is_there_has_less_in_hand() => Prop.ForAll<(int Away, int Done)[]>(steps =>
    {
        var (open, last) = (new List<PersonId>(), (PersonId?)null);
        foreach (var (away, done) in steps)
        {
            open.RemoveRange(0, Math.Min(open.Count, Math.Abs(done % 3)));
            var absent = Absent(away);
            if (Next(open, last, absent) is not { } next)
            {
                Assert.Equal(Team.Length, absent.Length);
                continue;
            }

            Assert.DoesNotContain(next, absent);
            Assert.Equal(Team.Except(absent).Min(one => open.Count(other => other == one)), open.Count(one => one == next));
            open.Add(next);
            last = next;
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_all_are_there_and_all_have_as_much_each_gets_every_third() => Prop.ForAll<int>(start =>
    {
        var last = (PersonId?)Team[Math.Abs(start % 3)];
        var got = new List<PersonId>();
        for (var n = 0; n < 30; n++)
            got.Add((last = Next([], last, []))!.Value);

        Assert.All(got.Skip(3).Zip(got), pair => Assert.Equal(pair.Second, pair.First));
        Assert.All(Team, one => Assert.Equal(10, got.Count(other => other == one)));
    }).QuickCheckThrowOnFailure();

    /// <summary>
    /// A turn is days of the calendar, whatever the clocks do: no day without somebody, and the same number of days for each over whole rounds, in
    /// zones that skipped a day, have half-hour summer time or change at midnight.
    /// </summary>
    [Theory]
    [InlineData("Europe/London")]
    [InlineData("Pacific/Apia")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Africa/Cairo")]
    [InlineData("Asia/Kathmandu")]
    public void A_rotation_gives_everybody_their_days_over_years(string zone)
    {
        var tzdb = DateTimeZoneProviders.Tzdb[zone];
        foreach (var (days, people) in new[] { (1, 3), (7, 2), (7, 5), (14, 3), (10, 4) })
        {
            var starts = new LocalDate(2011, 1, 3);
            var rotation = new OnDuty(days, starts, [.. Enumerable.Range(0, people).Select(one => $"p{one}@acme.example")]);
            var on = Enumerable.Range(0, days * people * 60).Select(day => starts.PlusDays(day)).ToList();

            Assert.All(rotation.People, person => Assert.Equal(days * 60, on.Count(day => rotation.On(day) == person)));
            Assert.All(on, day => Assert.Equal(rotation.On(day), rotation.From(day)[0]));

            // Asked at every hour of a year, by the date there: only a midnight changes it.
            var before = starts.AtStartOfDayInZone(tzdb);
            for (var at = before.ToInstant(); at < starts.PlusYears(1).AtStartOfDayInZone(tzdb).ToInstant(); at += Duration.FromHours(1))
            {
                var local = at.InZone(tzdb);
                Assert.True(local.Date != before.Date || rotation.On(local.Date) == rotation.On(before.Date), $"{local}");
                before = local;
            }

            Assert.Equal(rotation.People.Order(), rotation.From(before.Date).Order());
        }
    }

    private static PersonId[] Absent(int away) => [.. Team.Where((_, place) => ((Math.Abs(away % 8) >> place) & 1) == 1)];

    private static PersonId? Next(IReadOnlyCollection<PersonId> open, PersonId? last, PersonId[] absent)
    {
        var given = absent.Aggregate(World.Usual, (c, one) => ProposingTests.Absent(c, one));
        given = given.With("onboarding", given.Rosters["onboarding"] with { LastProposed = last });
        given = given with { Loads = open.GroupBy(one => one).ToImmutableDictionary(one => one.Key, one => one.Count()) };
        return Story.Draft().Given(_ => given).Does(World.Sam, new HandoffCommand.Submit(0)).Handoff.Proposal?.Person;
    }
}
