using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

public sealed class BriefCardFacts
{
    [Fact]
    public void A_submitted_brief_says_who_sends_what_to_whom_until_when() => Assert.Equal(
        """
        (H-1042 · Brightwave Ltd: Sam (Sales) hands over to Onboarding, answer due {23 14:00})
        # H-1042 · Brightwave Ltd
        *Sales to Onboarding*: Waiting for Onboarding's answer
        From: Sam (Sales) | To: Onboarding | Answer due: {23 14:00} | Proposed owner: Kim, because it is her turn in Onboarding's round
        Segment: SMB
        What was sold: Fifty seats of everything
        <Accept> <Reject> <Ask> <Details>
        """,
        Transcript.Of(BriefCard.For(Scene.View(HandoffStatus.Submitted))));

    [Fact]
    public void A_rejected_brief_says_why_and_can_no_longer_be_answered() => Assert.Equal(
        """
        (H-1042 · Brightwave Ltd: Rejected by Kim, {23 10:00})
        # H-1042 · Brightwave Ltd
        *Sales to Onboarding*: Rejected by Kim, {23 10:00}
        From: Sam (Sales) | To: Onboarding | Proposed owner: Kim, because it is her turn in Onboarding's round
        Segment: SMB
        What was sold: Fifty seats of everything
        *Rejected by Kim*: Scope is unclear or missing. It is about “What was sold”. “Which modules?”
        <Details>
        """,
        Transcript.Of(BriefCard.For(Scene.View(HandoffStatus.Rejected))));

    [Fact]
    public void An_accepted_brief_names_the_owner_and_offers_the_kick_off() => Assert.Equal(
        """
        (H-1042 · Brightwave Ltd: Accepted by Kim, {23 10:00})
        # H-1042 · Brightwave Ltd
        *Sales to Onboarding*: Accepted by Kim, {23 10:00}
        From: Sam (Sales) | To: Onboarding | Owner: Olu
        Segment: SMB
        What was sold: Fifty seats of everything
        What the client needs next, in the receiver's words: They need access on Monday.
        <Kick off> <Send back> <Details>
        """,
        Transcript.Of(BriefCard.For(Scene.View(HandoffStatus.Accepted))));

    [Fact]
    public void A_brief_of_another_team_says_where_it_went_and_leads_there_alone()
    {
        var view = Scene.View(Scene.ReRouted);

        Assert.Equal(
            """
            (H-1042 · Brightwave Ltd: Sam (Sales) hands over to Delivery, answer due {23 14:00})
            # H-1042 · Brightwave Ltd
            Waiting for Delivery's answer
            *With Delivery now*. Re-routed from Onboarding by Kim, {23 10:00}: “They have no other system to move from.” Open the brief there→https://acme.slack.example/archives/C0DEL/p1
            """,
            Transcript.Of(BriefCard.Moved(view, new Uri("https://acme.slack.example/archives/C0DEL/p1"))));
        Assert.Contains("~ Re-routed from Onboarding by Kim, {23 10:00}", Transcript.Of(BriefCard.For(view)), StringComparison.Ordinal);
        Assert.Contains("~ Re-routed from Onboarding by Kim, {23 10:00}", Transcript.Of(SenderCard.For(view)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_sent_back_or_opened_again_says_so()
    {
        Assert.Contains("Sent back by Kim, {23 10:00}", Transcript.Of(BriefCard.For(Scene.View(Scene.SentBack))), StringComparison.Ordinal);
        Assert.Contains("*Sent back by Kim*: Scope is unclear", Transcript.Of(SenderCard.For(Scene.View(Scene.SentBack))), StringComparison.Ordinal);
        Assert.Contains("Opened again by Kim, {23 10:00}", Transcript.Of(BriefCard.For(Scene.View(Scene.Reopened))), StringComparison.Ordinal);
        Assert.DoesNotContain("<", Transcript.Of(SenderCard.Passed(Scene.View(HandoffStatus.Submitted))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HandoffStatus.Draft, "Details")]
    [InlineData(HandoffStatus.Submitted, "Accept,Reject,Ask,Details")]
    [InlineData(HandoffStatus.Clarifying, "Accept,Reject,Ask,Details")]
    [InlineData(HandoffStatus.Rejected, "Details")]
    [InlineData(HandoffStatus.Accepted, "Kick off,Send back,Details")]
    [InlineData(HandoffStatus.Completed, "Details")]
    [InlineData(HandoffStatus.Discarded, "")]
    public void Each_state_offers_what_can_be_done_in_it(HandoffStatus status, string buttons) => Assert.Equal(
        buttons,
        string.Join(',', BriefCard.For(Scene.View(status)).Parts.OfType<CardPart.Buttons>().SelectMany(part => part.Of).Select(button => button.Label)));

    [Fact]
    public void Every_button_carries_handoff_round_and_revision()
    {
        var presses = BriefCard.For(Scene.View(HandoffStatus.Submitted)).Parts.OfType<CardPart.Buttons>().SelectMany(part => part.Of).Select(one => one.Press);

        Assert.All(presses, press => Assert.Equal((1042, 1, 3), (press.Handoff!.Value, press.Round, press.Revision)));
    }

    [Fact]
    public void Who_claimed_it_is_seen_while_it_is_open() => Assert.Contains(
        "Claimed by: Olu",
        Transcript.Of(BriefCard.For(Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { ClaimedBy = Scene.Olu.Id }))),
        StringComparison.Ordinal);

    [Fact]
    public void The_round_is_seen_from_the_second_on() => Assert.Contains(
        "Round: 2",
        Transcript.Of(BriefCard.For(Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { Round = 2 }))),
        StringComparison.Ordinal);

    [Fact]
    public void A_missed_clock_stays_missed() => Assert.Contains(
        "Answer due: {23 10:00}, overdue",
        Transcript.Of(BriefCard.For(Scene.View(HandoffStatus.Submitted) with { Due = Scene.Now, MissedAt = Scene.Now })),
        StringComparison.Ordinal);

    [Fact]
    public void A_missed_clock_that_is_paused_says_when_it_was_due() => Assert.Contains(
        "~ Was due {23 10:00} and is overdue.",
        Transcript.Of(BriefCard.For(Scene.View(HandoffStatus.Clarifying) with { Due = null, MissedAt = Scene.Now })),
        StringComparison.Ordinal);

    [Fact]
    public void Dates_and_amounts_are_written_for_people()
    {
        var answers = Scene.Answered.With(new Dictionary<string, Answer?>
        {
            ["segment"] = new Answer.Date(new LocalDate(2026, 3, 4)), ["seller"] = new Answer.Money(48_000m, "GBP"), ["scope"] = new Answer.Money(48_000.5m, "GBP"),
        });

        var card = Transcript.Of(BriefCard.For(Scene.View(HandoffStatus.Submitted, answers: answers)));

        Assert.Contains("Segment: 4 Mar 2026", card, StringComparison.Ordinal);
        Assert.Contains("Who sold it: GBP 48,000", card, StringComparison.Ordinal);
        Assert.Contains("GBP 48,000.50", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_answers_of_300_characters_are_shown_and_the_rest_is_counted()
    {
        var fields = Enumerable.Range(0, 14).Select(i => Scene.Field($"f{i}", $"Label {i}", new FieldKind.LongText(null, null, null, null))).ToList();
        var playbook = Scene.Playbook with { Checklist = new([new("One", [Scene.Field("client", "Client", new FieldKind.Client()), .. fields])]) };
        var answers = new Answers(fields.ToImmutableDictionary(one => one.Id, Answer (_) => new Answer.Text(new string('x', 301))));

        var card = BriefCard.For(Scene.View(HandoffStatus.Submitted, playbook, answers));

        Assert.Equal(10, card.Parts.OfType<CardPart.LongText>().Count());
        Assert.All(card.Parts.OfType<CardPart.LongText>(), text => Assert.Equal(300, text.Value.Length));
        Assert.Contains("4 more answers and 10 answers shortened here: Details shows everything in full.", Transcript.Of(card), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_to_questions_that_are_not_asked_are_not_shown()
    {
        var answers = Scene.Answered.With(new Dictionary<string, Answer?> { ["security"] = new Answer.YesNo(true) });

        Assert.DoesNotContain("security review", Transcript.Of(BriefCard.For(Scene.View(HandoffStatus.Submitted, answers: answers))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_redrawn_card_mentions_nobody()
    {
        foreach (var status in Enum.GetValues<HandoffStatus>())
            Assert.DoesNotContain('@', Transcript.Of(BriefCard.For(Scene.View(status))));
    }
}
