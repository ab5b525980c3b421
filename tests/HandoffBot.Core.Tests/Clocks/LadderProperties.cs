using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>Random ladders on random calendars, swept at random moments.</summary>
public sealed class LadderProperties
{
    private static readonly Gen<Within> AnyWithin = Gen.OneOf(
        Gen.Choose(1, 3000).Select(minutes => Given.Wall(Duration.FromMinutes(minutes))),
        Gen.Choose(1, 12).Select(Given.BusinessHours),
        Gen.Choose(1, 3).Select(Given.BusinessDays));

    private static readonly Gen<StepAt> AnyPlace = Gen.OneOf(
        Gen.Choose(0, 40).Select(StepAt (fives) => new StepAt.Share(fives * 5)),
        Gen.Choose(-200, 200).Select(StepAt (minutes) => new StepAt.Offset(Duration.FromMinutes(minutes))));

    private static readonly Gen<LadderStep> AnyStep =
        from at in AnyPlace
        from every in AnyWithin
        from times in Gen.Choose(0, 3)
        select new LadderStep(at, [new Target.Holder()], times == 0 ? null : new Repeat(every, times), false, null);

    private static readonly Gen<Climb> AnyClimb =
        from scene in Scene.Any
        from within in AnyWithin
        from steps in AnyStep.ListOf()
        from sweeps in Gen.Choose(1, 4000).ListOf()
        select new Climb(scene, within, new Ladder("any", [.. steps.Take(5)]), [.. sweeps]);

    [Fact]
    public void Every_beat_is_laid_once_in_order_and_the_miss_at_the_due_time() => Holds(climb =>
    {
        var laid = climb.Laid;
        var repeats = climb.Ladder.Steps.Sum(step => step.Repeat?.Times ?? 0);
        var bare = laid.Beats.Count(beat => beat.Step < 0);
        return laid.Beats.Zip(laid.Beats.Skip(1)).All(pair => pair.First.At <= pair.Second.At)
            && laid.Beats.Length == climb.Ladder.Steps.Count + repeats + bare
            && laid.Beats.Single(beat => beat.IsMiss) is { Repeat: 0 } miss
            && miss.At == laid.Due
            && laid.Beats[0].At >= climb.Scene.Start;
    });

    [Fact]
    public void However_the_sweeps_fall_the_miss_is_recorded_once_and_nothing_fires_early_or_twice() => Holds(climb =>
    {
        var fired = new List<Beat>();
        var misses = new List<Instant>();
        var (taken, now, early) = (Progress.New, climb.Scene.Start, false);
        foreach (var wait in climb.Sweeps.Append(1_000_000))
        {
            now += Duration.FromMinutes(wait);
            for (var falling = Falling.Since(climb.Laid, taken, now); !falling.Beats.IsEmpty; falling = Falling.Since(climb.Laid, taken, now))
            {
                taken = new Progress(falling.Taken);
                misses.AddRange(falling.MissAt is { } miss ? [miss] : []);
                fired.AddRange(falling.Fire is { } beat ? [beat] : []);
                early |= falling.Fire?.At > now;
            }
        }

        return !early && taken.Taken.Equals(climb.Laid.Before(now)) && Falling.NextOf(climb.Laid, taken) is null && misses.SequenceEqual([climb.Laid.Due!.Value]) && fired.Distinct().Count() == fired.Count;
    });

    [Fact]
    public void Swept_on_time_every_step_fires() => Holds(climb =>
    {
        var fired = new List<Beat>();
        var (taken, next) = (Progress.New, (Instant?)climb.Laid.Beats[0].At);
        while (next is { } now)
        {
            var falling = Falling.Since(climb.Laid, taken, now);
            fired.AddRange(falling.Fire is { } beat ? [beat] : []);
            (taken, next) = (new Progress(falling.Taken), falling.Next);
        }

        return fired.SequenceEqual(climb.Laid.Beats.Where(beat => beat.Step >= 0));
    });

    [Fact]
    public void A_pause_of_any_length_neither_gives_nor_takes_business_time() => Holds(climb =>
    {
        var (calendar, run) = (climb.Scene.Calendar, ClockRun.First(climb.Scene.Start));
        var pausedAt = climb.Scene.Start + Duration.FromMinutes(climb.Scene.Minutes / 10);
        var resumed = Pausing.Resume(Pausing.Pause(run, climb.Within, calendar, pausedAt), pausedAt + Duration.FromHours(30));
        var (before, after) = (climb.Laid.Due!.Value, LadderPlan.Due(resumed, climb.Within, calendar)!.Value);
        var time = climb.Within is Within.Wall ? BusinessCalendar.Always(DateTimeZone.Utc) : calendar;
        return before <= pausedAt || time.Between(pausedAt, before) == time.Between(resumed.Started, after);
    });

    [Fact]
    public void However_a_ladder_changes_no_step_fires_twice_and_of_what_lies_in_the_past_one_fires() => Holds(climb =>
    {
        var half = climb.Scene.Start + Duration.FromMinutes(climb.Scene.Minutes / 2);
        var before = LadderPlan.Lay(ClockRun.First(climb.Scene.Start), climb.Within, climb.Ladder with { Steps = [.. climb.Ladder.Steps.Skip(1)] }, climb.Scene.Calendar);
        var progress = new Progress(before.Before(half)) { LaidAt = half };
        var fired = new List<string>();
        while (Falling.Since(climb.Laid, progress, half) is { Beats.IsEmpty: false } falling)
        {
            fired.AddRange(falling.Fire is { } beat ? [$"{climb.Laid.KeyOf(beat)} {beat.Repeat}"] : []);
            progress = progress with { Taken = falling.Taken };
        }

        var again = before.Beats.Where(beat => beat.At <= half).Select(beat => $"{before.KeyOf(beat)} {beat.Repeat}").Intersect(fired);
        var onTime = climb.Laid.Beats.Count(beat => beat.At == half);
        return !again.Any() && fired.Count <= 1 + onTime;
    });

    private static void Holds(Func<Climb, bool> holds) =>
        Prop.ForAll(AnyClimb.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private sealed record Climb(Scene Scene, Within Within, Ladder Ladder, IReadOnlyList<int> Sweeps)
    {
        public LaidLadder Laid { get; } = LadderPlan.Lay(ClockRun.First(Scene.Start), Within, Ladder, Scene.Calendar);

        public override string ToString() => $"{Scene}; {Within}; {string.Join(", ", Ladder.Steps)}; sweeps {string.Join(' ', Sweeps)}";
    }
}
