using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Chat;

public sealed class AnswerScreenFacts
{
    [Fact]
    public void The_last_screen_shows_the_brief_and_everything_that_is_open() => Assert.Equal(
        """
        [Sales to Onboarding]
        Last screen · 3 of 3 required
        *1 answer is missing or needs correcting:*
        - What was sold: At least 20 characters. <Fix> <Ask for an exception>
        ~ This is what Onboarding will see.
        # H-1042 · Brightwave Ltd
        From: Sam (Sales) | To: Onboarding
        Segment: SMB
        What was sold: Fifty seats of everything
        <Add a promise>
        <Back> <Discard>
        <Close> <Submit>
        """,
        Transcript.Of(ReviewScreen.Draw(Scene.View(HandoffStatus.Draft), [new("scope", 1, "What was sold", "At least 20 characters.")], drawing: 1)));

    [Fact]
    public void A_ready_one_says_so() => Assert.Contains(
        "Everything that is needed is there.",
        Transcript.Of(ReviewScreen.Draw(Scene.View(HandoffStatus.Draft), [], drawing: 1)),
        StringComparison.Ordinal);

    [Fact]
    public void A_rejected_one_lists_what_to_mend_and_resubmits()
    {
        var form = ReviewScreen.Draw(Scene.View(HandoffStatus.Rejected), [], drawing: 1);

        Assert.Equal("Resubmit", form.Submit);
        Assert.Equal(new Press(Act.Fix, 1042, 1, 3, Text: "scope"), form.Parts.OfType<FormPart.Finding>().Single().Fix);
    }

    [Fact]
    public void Accepting_shows_criteria_the_owner_and_what_is_accepted() => Assert.Equal(
        """
        [Accept H-1042]
        You take over *Brightwave Ltd* from Sam (Sales).
        *Tick what you have checked:*
        [ ] The scope is something that we deliver today
        [ ] The date can be met
        Owner of the client from now on* = Kim
        What does the client need next?* = 
        ---
        From: Sam (Sales) | To: Onboarding | Answer due: {23 14:00} | Proposed owner: Kim, because it is her turn in Onboarding's round
        Segment: SMB
        What was sold: Fifty seats of everything
        <Close> <Accept>
        """,
        Transcript.Of(AcceptScreen.Draw(Scene.View(HandoffStatus.Submitted), Scene.Olu)));

    [Fact]
    public void Who_accepts_is_preselected_where_nobody_is_proposed()
    {
        var view = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { Proposal = null });

        Assert.Equal("Olu", AcceptScreen.Draw(view, Scene.Olu).Parts.OfType<FormPart.PersonField>().Single().Current?.Label);
    }

    [Fact]
    public void A_redrawn_acceptance_keeps_ticks_owner_and_words()
    {
        var inputs = new Dictionary<string, Input>
        {
            [AcceptScreen.CriterionId(1)] = new Input.Ticked(true),
            [AcceptScreen.Owner] = new Input.Selected(SuggestionId.Of(Scene.Olu.Id), "Olu"),
            [AcceptScreen.ReadBack] = new Input.Typed("Access on Monday"),
        }.ToImmutableDictionary();

        var screen = Transcript.Of(AcceptScreen.Draw(
            Scene.View(HandoffStatus.Submitted), Scene.Kim, inputs, ImmutableDictionary<string, string>.Empty.Add("criteria-0", "Not ticked yet."), "The scope changed."));

        Assert.Contains("The scope changed.", screen, StringComparison.Ordinal);
        Assert.Contains("[ ] The scope is something that we deliver today !Not ticked yet.\n[x] The date can be met", screen, StringComparison.Ordinal);
        Assert.Contains("Owner of the client from now on* = Olu", screen, StringComparison.Ordinal);
        Assert.Contains("next?* = Access on Monday", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejecting_asks_for_reasons_and_fields() => Assert.Equal(
        """
        [Reject H-1042]
        Sam (Sales) gets H-1042 · Brightwave Ltd back to mend it, and keeps the client until then.
        Why?* = Scope is unclear or missing/Not for this team
        Which fields is it about?* = Client/Segment/What was sold/Who sold it
        What would make it right? = 
        <Close> <Reject>
        """,
        Transcript.Of(RejectScreen.Draw(Scene.View(HandoffStatus.Submitted))));

    [Fact]
    public void A_checklist_of_more_than_100_fields_is_offered_in_several_controls()
    {
        var playbook = Scene.Playbook with
        {
            Checklist = new([.. Enumerable.Range(0, 5).Select(step => new Step($"S{step}",
                [.. Enumerable.Range(0, 30).Select(i => Scene.Field($"f{step}_{i}", "L", step + i == 0 ? new FieldKind.Client() : new FieldKind.YesNo()))]))]),
        };

        var form = RejectScreen.Draw(Scene.View(HandoffStatus.Submitted, playbook));

        Assert.Equal(["fields", "fields-2"], RejectScreen.FieldIds(Scene.Handoff(HandoffStatus.Submitted, playbook)));
        Assert.All(form.Parts.OfType<FormPart.ManyOf>(), part => Assert.InRange(part.Options.Length, 1, 100));
        Assert.Equal(150, form.Parts.OfType<FormPart.ManyOf>().Skip(1).Sum(part => part.Options.Length));
    }

    [Fact]
    public void Details_show_every_answer_in_full()
    {
        var text = new string('x', 3000);
        var answers = Scene.Answered.With(new Dictionary<string, Answer?> { ["scope"] = new Answer.Text(text) });

        Assert.Contains(text, Transcript.Of(DetailsScreen.Draw(Scene.View(HandoffStatus.Submitted, answers: answers), [])), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_details_come_in_pages_that_lose_nothing()
    {
        var fields = Enumerable.Range(0, 30).Select(i => Scene.Field($"f{i}", $"Label {i}", new FieldKind.LongText(null, null, null, null))).ToList();
        var playbook = Scene.Playbook with { Checklist = new([new("One", [Scene.Field("client", "Client", new FieldKind.Client()), .. fields])]) };
        var answers = new Answers(fields.ToImmutableDictionary(one => one.Id, one => (Answer)new Answer.Text(one.Id + new string('x', 2900))));
        var view = Scene.View(HandoffStatus.Submitted, playbook, answers);

        var shown = new List<string>();
        for (var page = 1; ; page++)
        {
            var form = DetailsScreen.Draw(view, [], page);
            var texts = form.Parts.OfType<FormPart.Shown>().Select(one => one.Part).OfType<CardPart.LongText>().ToList();
            Assert.InRange(texts.Sum(one => one.Value.Length), 1, DetailsScreen.MostCharacters);
            shown.AddRange(texts.Select(one => one.Label));
            if (!form.Parts.OfType<FormPart.AnswerButtons>().SelectMany(one => one.Of).Any(one => one.Label == "Next page"))
                break;
        }

        Assert.Equal(fields.Select(field => field.Label), shown);
    }

    [Fact]
    public void Details_end_with_the_history_but_not_with_how_the_draft_was_filled_in()
    {
        var changed = ImmutableDictionary<string, Answer?>.Empty.Add("scope", new Answer.Text("Sixty seats")).Add("segment", new Answer.Choice("SMB"));
        var at = Scene.Now;
        var (sam, kim, olu) = (Scene.Sam.Id, Scene.Kim.Id, Scene.Olu.Id);
        HistoryEntry Lived(HandoffEvent happened) => new HistoryEntry.Lived(happened, Platform.Slack);

        var form = DetailsScreen.Draw(
            Scene.View(HandoffStatus.Accepted),
            [
                Lived(new HandoffEvent.Started(sam, at)),
                Lived(new HandoffEvent.Saved(sam, at, changed, 1)),
                Lived(new HandoffEvent.Submitted(sam, at, 1, "onboarding", null, null)),
                new HistoryEntry.Reminded(at, ClockKind.Acceptance, [kim, olu], InChannel: true),
                new HistoryEntry.Reminded(at, ClockKind.Acceptance, [kim], InChannel: false) { Webhooks = ["pager"] },
                new HistoryEntry.Waits(at, ClockKind.Acceptance, olu, at + NodaTime.Duration.FromHours(3)),
                new HistoryEntry.PassedOn(at, "Kim has left, so it went to Olu"),
                new HistoryEntry.NotReminded(at, "Kim claimed it"),
                new HistoryEntry.Missed(at, ClockKind.Acceptance, Excused: false),
                new HistoryEntry.Acknowledged(at, kim, Platform.Slack),
                Lived(new HandoffEvent.Rejected(kim, at, 1, ["scope-unclear"], ["scope"], null)),
                Lived(new HandoffEvent.Saved(sam, at, changed, 1)),
                Lived(new HandoffEvent.Saved(sam, at, ImmutableDictionary<string, Answer?>.Empty, 2)),
                Lived(new HandoffEvent.Submitted(sam, at, 2, "onboarding", null, null)),
                Lived(new HandoffEvent.Accepted(kim, at, 2, olu, sam, null)),
            ]);

        Assert.EndsWith(
            """
            # History
            ~ {23 10:00} · Sam began the draft, in Slack
            ~ {23 10:00} · Sam sent it to Onboarding, in Slack
            ~ {23 10:00} · Reminded of the answer: Kim, Olu and the channel
            ~ {23 10:00} · Reminded of the answer: Kim and webhook “pager”
            ~ {23 10:00} · A reminder of the answer waits for Olu's hours, until {23 13:00}
            ~ {23 10:00} · A reminder was passed on: Kim has left, so it went to Olu
            ~ {23 10:00} · A reminder was not sent: Kim claimed it
            ~ {23 10:00} · The time for the answer ran out
            ~ {23 10:00} · Kim acknowledged a reminder, in Slack
            ~ {23 10:00} · Kim rejected it: Scope is unclear or missing, in Slack
            ~ {23 10:00} · Sam changed “Segment” and “What was sold”, in Slack
            ~ {23 10:00} · Sam sent it to Onboarding again (round 2), in Slack
            ~ {23 10:00} · Kim accepted it; Olu owns the client, in Slack
            <Close>
            """,
            Transcript.Of(form),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_does_not_exist_shows_the_nearest() =>
        Assert.Equal(Transcript.Of(DetailsScreen.Draw(Scene.View(HandoffStatus.Submitted), [])), Transcript.Of(DetailsScreen.Draw(Scene.View(HandoffStatus.Submitted), [], 99)));

    [Fact]
    public void The_kick_off_says_what_it_does() => Assert.Equal(
        """
        [Kick off H-1042]
        The work with *Brightwave Ltd* begins, and Olu owns the client.
        ~ This completes the handoff: Sam is told.
        <Close> <Kick off>
        """,
        Transcript.Of(KickOffScreen.Draw(Scene.View(HandoffStatus.Accepted))));
}
