using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>A playbook that names the date on which the whole began, and the clock that runs from it.</summary>
public class SigningTests
{
    private static readonly LocalDate Today = World.Usual.Today;
    private static readonly Playbook Playbook = World.Playbook with
    {
        Starts = "go_live",
        Clocks = World.Playbook.Clocks with { Handover = new(new Within.Wall(Duration.FromDays(2)), "standard", null) },
    };

    [Fact]
    public void From_the_beginning_of_that_day_in_the_teams_zone_the_handover_clock_runs_in_place_of_the_drafts()
    {
        var draft = Begun(Today);

        var spec = Assert.Single(ClockPlan.For(draft));
        Assert.Equal((ClockKind.Handover, "sales"), (spec.Kind, spec.TurnTeam));
        Assert.Equal(World.Acme.Zone.AtStartOfDay(Today).ToInstant(), spec.Run.Started);
        Assert.Equal(Today, draft.BeganOn);
    }

    [Fact]
    public void Without_the_date_the_draft_is_idle_as_ever()
    {
        var draft = Begun(null);
        Assert.Equal((ClockKind.DraftIdle, (LocalDate?)null), (Assert.Single(ClockPlan.For(draft)).Kind, draft.BeganOn));
    }

    [Fact]
    public void Saying_it_later_correcting_it_and_taking_it_away_are_events_and_runs_of_their_own()
    {
        var draft = Begun(null);

        var said = Saves(draft, Today.PlusDays(3));
        Assert.Equal(new HandoffEvent.BeginningChanged(World.Sam, World.Noon, Today.PlusDays(3), World.Acme.Zone.AtStartOfDay(Today.PlusDays(3)).ToInstant()), said.Events[^1]);
        Assert.Equal(1, Assert.Single(ClockPlan.For(said.After)).Run.Number);

        var corrected = Saves(said.After, Today);
        Assert.Equal((ClockKind.Handover, 2), (Assert.Single(ClockPlan.For(corrected.After)).Kind, Assert.Single(ClockPlan.For(corrected.After)).Run.Number));

        var gone = Saves(corrected.After, null);
        Assert.Equal(ClockKind.DraftIdle, Assert.Single(ClockPlan.For(gone.After)).Kind);
        Assert.Null(gone.After.BeganOn);
        Assert.Equal(3, Assert.Single(ClockPlan.For(Saves(gone.After, Today).After)).Run.Number);
    }

    [Fact]
    public void Other_answers_leave_the_clock_alone()
    {
        var draft = Begun(Today);
        var saved = Does(draft, new HandoffCommand.Save(0, ImmutableDictionary<string, Answer?>.Empty.Add("risks", new Answer.Text("None")), 1));
        Assert.IsType<HandoffEvent.Saved>(Assert.Single(saved.Events));
        Assert.Equal(draft.HandoverRun, saved.After.HandoverRun);
    }

    [Fact]
    public void Sent_it_has_met_or_missed_that_clock_once_and_for_all()
    {
        var sent = Does(Begun(Today), new HandoffCommand.Submit(0)).After;
        Assert.Equal(ClockKind.Acceptance, Assert.Single(ClockPlan.For(sent)).Kind);

        var corrected = Does(sent, new HandoffCommand.Correct(1, ImmutableDictionary<string, Answer?>.Empty.Add("go_live", new Answer.Date(Today.PlusDays(1)))));
        Assert.Equal(Today.PlusDays(1), corrected.After.BeganOn);
        Assert.Equal(sent.HandoverRun, corrected.After.HandoverRun);

        var back = Does(corrected.After, new HandoffCommand.Withdraw(1)).After;
        Assert.Equal(ClockKind.DraftIdle, Assert.Single(ClockPlan.For(back)).Kind);
        Assert.Empty(ClockPlan.For(Does(Begun(Today), new HandoffCommand.Discard(0)).After));
    }

    [Fact]
    public void One_that_is_owed_keeps_the_clock_that_it_has_from_the_transfer()
    {
        var owed = HandoffRules.Owe(7, Playbook, World.Sam, new Client(World.Northwind, "Northwind", World.Sam), new(World.Ana, World.Noon, World.Kim, "She knows them"));

        var saved = Saves(owed, Today.PlusDays(-9));

        Assert.Equal(World.Noon, Assert.Single(ClockPlan.For(saved.After)).Run.Started);
        Assert.Equal(Today.PlusDays(-9), saved.After.BeganOn);

        var later = HandoffRules.Apply(Begun(Today), new HandoffEvent.Owed(World.Ana, World.Noon, World.Kim, "She knows them"));
        Assert.Equal((2, World.Noon), (later.HandoverRun!.Number, later.HandoverRun.Started));
    }

    private static Handoff Begun(LocalDate? day) => Assert.IsType<Beginning.Begun>(HandoffRules.Start(
        1042, Playbook, World.Actor(World.Sam), World.Usual, day is { } on ? World.Ready.With(Named(on)) : World.Ready)).Handoff;

    private static (Handoff After, ImmutableArray<HandoffEvent> Events) Saves(Handoff handoff, LocalDate? day) =>
        Does(handoff, new HandoffCommand.Save(0, Named(day), handoff.Step));

    private static (Handoff After, ImmutableArray<HandoffEvent> Events) Does(Handoff handoff, HandoffCommand command)
    {
        var events = Assert.IsType<Decision.Granted>(HandoffRules.Decide(handoff, command, World.Actor(World.Sam), World.Usual)).Events;
        return (HandoffRules.Apply(handoff, events), events);
    }

    private static ImmutableDictionary<string, Answer?> Named(LocalDate? day) =>
        ImmutableDictionary<string, Answer?>.Empty.Add("go_live", day is { } on ? new Answer.Date(on) : null);
}
