using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class DraftingTests
{
    [Fact]
    public void A_member_of_the_sending_team_starts_a_draft_that_knows_its_client()
    {
        var preset = Answers.None.With(Story.Set("client", new Answer.Client(World.Northwind, "Northwind")).Add("no_such_field", new Answer.Text("x")));
        var begun = Assert.IsType<Beginning.Begun>(HandoffRules.Start(7, World.Playbook, World.Actor(World.Sam), World.Usual, preset));

        Assert.Equal(new HandoffEvent.Started(World.Sam, World.Noon), begun.Event);
        Assert.Equal(("H-7", HandoffStatus.Draft, 0, 0, "Northwind"), (begun.Handoff.Reference, begun.Handoff.Status, begun.Handoff.Round, begun.Handoff.Revision, begun.Handoff.ClientName));
        Assert.Equal(["client"], begun.Handoff.Answers.ByField.Keys);
        Assert.Equal(World.Noon, begun.Handoff.DraftRun?.Started);
    }

    [Fact]
    public void Others_cannot_start_and_read_who_can()
    {
        var refused = Assert.IsType<Beginning.Refused>(HandoffRules.Start(7, World.Playbook, World.Actor(World.Max), World.Usual));
        Assert.Equal("Only Sales can start Sales to Onboarding: Sam, Ana, Bea.", Story.Words(refused.Refusal.Says));
    }

    [Fact]
    public void Starting_while_another_is_open_names_it()
    {
        var circumstances = World.Usual with { Other = new OtherHandoff(1040, HandoffStatus.Rejected, "onboarding") };
        var refused = Assert.IsType<Beginning.Refused>(HandoffRules.Start(7, World.Playbook, World.Actor(World.Sam), circumstances, World.Ready));
        Assert.Equal(
            "Northwind is being handed over already: H-1040 was rejected by Onboarding and is being reworked. See it with `show H-1040`.",
            Story.Words(refused.Refusal.Says));
    }

    [Fact]
    public void Saving_keeps_an_incomplete_draft_and_counts_only_real_changes()
    {
        var story = Story.Draft().Does(World.Sam, new HandoffCommand.Save(0, Story.Set("scope", null).Add("segment", new Answer.Choice("SMB")), 1));

        Assert.Equal((1, 1), (story.Handoff.Revision, story.Handoff.Step));
        Assert.Equal(new RevisionNote(1, World.Sam, World.Noon, ["scope"]), Assert.Single(story.Handoff.Revisions));
        Assert.Null(story.Handoff.Answers.Find("scope"));

        var again = story.Does(World.Sam, new HandoffCommand.Save(0, Story.Set("scope", null), 1));
        Assert.Empty(Assert.IsType<Decision.Granted>(again.Last).Events);
    }

    [Fact]
    public void Saving_only_a_step_changes_no_content()
    {
        var story = Story.Draft().Does(World.Sam, new HandoffCommand.Save(0, ImmutableDictionary<string, Answer?>.Empty, 99));

        Assert.Equal((0, 2), (story.Handoff.Revision, story.Handoff.Step));
        Assert.Empty(story.Handoff.Revisions);
    }

    [Fact]
    public void The_lead_of_the_sender_may_go_on_with_a_draft_and_a_colleague_may_not()
    {
        var save = new HandoffCommand.Save(0, Story.Set("risks", new Answer.Text("None")), 1);

        Story.Draft().Does(World.Ana, save);
        Story.Draft().IsRefused<Refusal.NotYours>(World.Bea, save, "Only Sam, whose it is, and Ana, who leads Sales, can change H-1042.");
    }

    [Fact]
    public void A_field_that_the_checklist_does_not_have_is_refused() =>
        Story.Draft().IsRefused<Refusal.UnknownField>(
            World.Sam, new HandoffCommand.Save(0, Story.Set("budget", new Answer.Number(3)), 0),
            "The checklist of H-1042 does not ask for “budget”. Open it again from its card.");

    [Fact]
    public void What_is_with_the_receiver_is_not_edited() =>
        Story.Submitted().IsRefused<Refusal.NotWithTheSender>(
            World.Sam, new HandoffCommand.Save(1, Story.Set("risks", new Answer.Text("None")), 0),
            "H-1042 was sent to Onboarding, 12:00, and waits for their answer. To change it, correct or withdraw it first.");

    [Fact]
    public void A_form_of_an_older_round_saves_nothing_into_a_newer_one() =>
        Story.Rejected().IsRefused<Refusal.AnotherRound>(
            World.Sam, new HandoffCommand.Save(0, Story.Set("risks", new Answer.Text("None")), 0),
            "That was round 0 of H-1042, which is now in round 1. H-1042 was rejected by Kim, 12:00. It waits for you to send it again.");

    [Fact]
    public void Once_sent_a_handoff_stays_about_its_client()
    {
        var other = Story.Set("client", new Answer.Client(null, "Contoso"));

        Story.Draft().Does(World.Sam, new HandoffCommand.Save(0, other, 0));
        Story.Rejected().IsRefused<Refusal.ClientIsFixed>(
            World.Sam, new HandoffCommand.Save(1, other, 0),
            "H-1042 was sent for Northwind and stays with that client. For another one, discard it, then start anew.");
        Story.Submitted().IsRefused<Refusal.ClientIsFixed>(
            World.Sam, new HandoffCommand.Correct(1, other),
            "H-1042 was sent for Northwind and stays with that client. For another one, withdraw and discard it, then start anew.");
    }

    [Fact]
    public void The_same_client_may_come_back_by_its_name_or_by_its_id()
    {
        var rejected = Story.Rejected();
        foreach (var same in new[] { new Answer.Client(null, " northWIND "), new Answer.Client(World.Northwind, "Northwind Ltd") })
            Assert.Empty(Assert.IsType<Decision.Granted>(rejected.Does(World.Sam, new HandoffCommand.Save(1, Story.Set("client", same), 0)).Last).Events);
    }

    [Fact]
    public void The_sender_corrects_while_the_receiver_reads()
    {
        var story = Story.Submitted().Does(World.Sam, new HandoffCommand.Correct(1, Story.Set("scope", new Answer.Text("Three sites"))));

        Assert.Equal((HandoffStatus.Submitted, 1, 1), (story.Handoff.Status, story.Handoff.Round, story.Handoff.Revision));
        Assert.Equal("What was sold", Assert.Single(story.Handoff.ChangesSince(0)));
        Assert.Empty(story.Handoff.ChangesSince(1));
        Assert.Equal(Story.Submitted().Handoff.AcceptanceRun, story.Handoff.AcceptanceRun);
    }

    [Fact]
    public void A_correction_is_the_word_of_the_sender_alone() =>
        Story.Submitted().IsRefused<Refusal.NotYours>(
            World.Ana, new HandoffCommand.Correct(1, Story.Set("scope", new Answer.Text("Three sites"))), "Only Sam, who sent it, can correct H-1042.");

    [Fact]
    public void A_correction_leaves_the_handoff_ready()
    {
        var story = Story.Submitted();

        story.IsRefused<Refusal.NotReady>(
            World.Sam, new HandoffCommand.Correct(1, Story.Set("segment", new Answer.Choice("Enterprise"))), "Not ready yet: Security review. It needs an answer.");
        story.IsRefused<Refusal.NothingChanged>(
            World.Sam, new HandoffCommand.Correct(1, Story.Set("segment", new Answer.Choice("SMB"))), "Nothing was changed, so H-1042 stays as it is.");
    }

    [Fact]
    public void A_date_that_has_passed_since_does_not_stand_in_the_way_of_correcting_something_else()
    {
        var goLive = World.Ready.With(Story.Set("go_live", new Answer.Date(new LocalDate(2026, 11, 23))));
        var tomorrow = Story.Submitted(goLive).Given(c => c with { Today = new LocalDate(2026, 11, 24) });

        tomorrow.Does(World.Sam, new HandoffCommand.Correct(1, Story.Set("scope", new Answer.Text("Three sites"))));
        tomorrow.IsRefused<Refusal.NotReady>(
            World.Sam, new HandoffCommand.Correct(1, Story.Set("go_live", new Answer.Date(new LocalDate(2026, 11, 22)))),
            "Not ready yet: Promised go-live. Choose today or a later date.");
    }

    [Fact]
    public void Withdrawing_takes_it_back_into_the_draft_and_starts_its_clock_anew()
    {
        var story = Story.Submitted().Does(World.Kim, new HandoffCommand.Claim(1)).After(Duration.FromHours(1)).Does(World.Ana, new HandoffCommand.Withdraw(1));

        Assert.Equal((HandoffStatus.Draft, 1), (story.Handoff.Status, story.Handoff.Round));
        Assert.Null(story.Handoff.ClaimedBy);
        Assert.Equal((2, story.Circumstances.Now), (story.Handoff.DraftRun!.Number, story.Handoff.DraftRun.Started));
        story.IsRefused<Refusal.NotNow>(
            World.Kim, Story.Accept(1, 0, World.Kim), "That cannot be done now. H-1042 is a draft and waits for Sam to submit it.");
    }

    [Fact]
    public void Only_what_waits_can_be_withdrawn_and_only_by_the_sending_side()
    {
        Story.Accepted().IsRefused<Refusal.NotNow>(
            World.Sam, new HandoffCommand.Withdraw(1), "That cannot be done now. H-1042 was accepted by Kim, 12:00.");
        Story.Submitted().IsRefused<Refusal.NotYours>(
            World.Kim, new HandoffCommand.Withdraw(1), "Only Sam, whose it is, and Ana, who leads Sales, can withdraw H-1042.");
    }

    [Fact]
    public void A_draft_or_a_rejected_handoff_is_discarded_for_good()
    {
        Assert.Equal(HandoffStatus.Discarded, Story.Rejected().Does(World.Ana, new HandoffCommand.Discard(1)).Handoff.Status);

        var gone = Story.Draft().Does(World.Sam, new HandoffCommand.Discard(0));
        gone.IsRefused<Refusal.NotNow>(World.Sam, new HandoffCommand.Discard(0), "That cannot be done now. H-1042 was discarded.");
        gone.IsRefused<Refusal.NotWithTheSender>(
            World.Sam, new HandoffCommand.Save(0, Story.Set("scope", null), 0), "H-1042 was discarded. Its answers can no longer be changed.");
        Story.Draft().IsRefused<Refusal.NotYours>(
            World.Kim, new HandoffCommand.Discard(0), "Only Sam, whose it is, and Ana, who leads Sales, can discard H-1042.");
    }
}
