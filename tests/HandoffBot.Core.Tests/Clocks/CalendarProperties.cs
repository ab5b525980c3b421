using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>Random calendars around the clock changes of zones with odd rules, against a count of minutes.</summary>
public sealed class CalendarProperties
{
    [Fact]
    public void What_is_open_agrees_with_every_minute() => Holds(50, scene =>
    {
        var oracle = scene.Oracle();
        return Enumerable.Range(oracle.Start, 5 * 1440).Where(minute => minute % 5 == 0 || IsEdge(oracle, minute))
            .All(minute => scene.Calendar.IsOpen(oracle.At(minute)) == oracle.IsOpen(minute));
    });

    [Fact]
    public void Add_agrees_with_the_count_of_minutes() => Holds(120, scene =>
    {
        var oracle = scene.Oracle();
        return oracle.Add(oracle.Start, scene.Minutes) is not { } end
            || scene.Calendar.Add(scene.Start, Duration.FromMinutes(scene.Minutes)) == oracle.At(end);
    });

    [Fact]
    public void Between_agrees_with_the_count_of_minutes() => Holds(60, scene =>
    {
        var oracle = scene.Oracle();
        var end = oracle.Start + scene.Minutes;
        return scene.Calendar.Between(scene.Start, oracle.At(end)) == Duration.FromMinutes(oracle.OpenMinutes(oracle.Start, end));
    });

    [Fact]
    public void Business_days_agree_with_their_words() => Holds(120, scene =>
    {
        var oracle = scene.Oracle();
        return scene.Calendar.Week is null
            || oracle.AddDays(oracle.Start, scene.Days) is not { } end
            || scene.Calendar.AddDays(scene.Start, scene.Days) == oracle.At(end);
    });

    [Fact]
    public void What_was_added_lies_between() => Holds(2000, scene =>
    {
        var time = Duration.FromMinutes(scene.Minutes) + Duration.FromNanoseconds(scene.Days);
        return scene.Calendar.Between(scene.Start, scene.Calendar.Add(scene.Start, time)) == time;
    });

    [Fact]
    public void What_is_taken_back_can_be_added_again() => Holds(1000, scene =>
    {
        var time = Duration.FromMinutes(scene.Minutes);
        var earlier = scene.Calendar.Subtract(scene.Start, time);
        return earlier <= scene.Start && scene.Calendar.Between(earlier, scene.Start) == time;
    });

    [Fact]
    public void A_longer_budget_and_a_later_start_never_end_earlier() => Holds(1000, scene =>
    {
        var end = scene.Calendar.Add(scene.Start, Duration.FromMinutes(scene.Minutes));
        return scene.Calendar.Add(scene.Start, Duration.FromMinutes(scene.Minutes + 1)) > end
            && scene.Calendar.Add(scene.Start + Duration.FromMinutes(scene.Days * 37), Duration.FromMinutes(scene.Minutes)) >= end;
    });

    [Fact]
    public void Times_between_add_up() => Holds(1000, scene =>
    {
        var middle = scene.Start + Duration.FromMinutes(scene.Minutes);
        var end = middle + Duration.FromDays(scene.Days);
        return scene.Calendar.Between(scene.Start, middle) + scene.Calendar.Between(middle, end) == scene.Calendar.Between(scene.Start, end)
            && scene.Calendar.Between(end, scene.Start) == Duration.Zero;
    });

    [Fact]
    public void Business_days_end_after_their_start_with_time_to_work_in_it() => Holds(1000, scene =>
    {
        var due = scene.Calendar.AddDays(scene.Start, scene.Days);
        return due > scene.Start && scene.Calendar.Between(scene.Start, due) > Duration.Zero;
    });

    /// <summary>
    /// Where one day's night runs over the next day's hours, that next day can be over first: such calendars are refused. A clock that goes
    /// back can still lay a night over the morning after it, so there is some distance between them here.
    /// </summary>
    [Fact]
    public void More_business_days_end_later_where_nights_keep_away_from_the_next_days_hours() => Holds(1500, scene =>
        !scene.NightsKeepAway || scene.Calendar.AddDays(scene.Start, scene.Days + 1) > scene.Calendar.AddDays(scene.Start, scene.Days));

    [Fact]
    public void A_start_outside_hours_counts_days_from_the_next_opening() => Holds(1000, scene =>
        scene.Calendar.AddDays(scene.Start, scene.Days) == scene.Calendar.AddDays(scene.Calendar.NextOpening(scene.Start), scene.Days));

    [Fact]
    public void A_pause_agrees_with_the_count_of_minutes() => Holds(60, scene =>
    {
        var oracle = scene.Oracle();
        var (pausedAt, resumedAt) = (oracle.Start + (scene.Minutes / 3), oracle.Start + (scene.Minutes / 3) + (scene.Days * 300));
        var used = oracle.OpenMinutes(oracle.Start, pausedAt);
        var budget = new Within.BusinessHours(Duration.FromMinutes(used + scene.Days + 90));
        var run = Pausing.Resume(Pausing.Pause(ClockRun.First(scene.Start), budget, scene.Calendar, oracle.At(pausedAt)), oracle.At(resumedAt));
        return oracle.Add(resumedAt, scene.Days + 90) is not { } end || LadderPlan.Due(run, budget, scene.Calendar) == oracle.At(end);
    });

    [Fact]
    public void Another_calendar_walks_what_was_left_of_the_first() => Holds(60, scene =>
    {
        var (old, present) = (scene.Oracle(), new MinuteOracle(Shifted(scene.Calendar), scene.Start, 10));
        var changedAt = old.Start + (scene.Minutes / 3);
        var used = old.OpenMinutes(old.Start, changedAt);
        var budget = new Within.BusinessHours(Duration.FromMinutes(used + scene.Days + 90));
        var run = Pausing.Remeasure(ClockRun.First(scene.Start), budget, scene.Calendar, old.At(changedAt));
        return present.Add(changedAt, scene.Days + 90) is not { } end || LadderPlan.Due(run, budget, Shifted(scene.Calendar)) == present.At(end);
    });

    [Fact]
    public void Repeats_in_business_time_agree_with_the_count_of_minutes() => Holds(60, scene =>
    {
        var oracle = scene.Oracle();
        var budget = new Within.BusinessHours(Duration.FromMinutes(1 + (scene.Minutes / 4)));
        var every = new Within.BusinessHours(Duration.FromMinutes(30 * scene.Days));
        var laid = LadderPlan.Lay(ClockRun.First(scene.Start), budget, Given.Ladder(Given.At(100, new Repeat(every, 3))), scene.Calendar);
        return laid.Beats.All(beat => oracle.Add(oracle.Start, 1 + (scene.Minutes / 4)) is not { } due
            || oracle.Add(due, 30 * scene.Days * beat.Repeat) is not { } end || beat.At == oracle.At(end));
    });

    /// <summary>The same hours a day later, in a week of its own.</summary>
    private static BusinessCalendar Shifted(BusinessCalendar calendar) => BusinessCalendar.Of(
        calendar.Zone,
        calendar.Week?.ToImmutableDictionary(day => day.Key == IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : day.Key + 1, day => day.Value),
        calendar.Special.ToImmutableDictionary(day => day.Key.PlusDays(1), day => day.Value));

    private static bool IsEdge(MinuteOracle oracle, int minute) => oracle.IsOpen(minute) != oracle.IsOpen(minute - 1);

    private static void Holds(int cases, Func<Scene, bool> holds) =>
        Prop.ForAll(Scene.Any.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
