using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

public sealed class MessageCardFacts
{
    private static readonly Uri Link = new("https://acme.slack.example/archives/C1/p1");

    [Fact]
    public void The_senders_card_can_withdraw_and_correct_what_waits() => Assert.Equal(
        """
        (H-1042 · Brightwave Ltd: Waiting for Onboarding's answer)
        # H-1042 · Brightwave Ltd
        *Sales to Onboarding*: Waiting for Onboarding's answer
        From: Sam (Sales) | To: Onboarding | Answer due: {23 14:00} | Proposed owner: Kim, because it is her turn in Onboarding's round
        Open the brief→https://acme.slack.example/archives/C1/p1
        <Correct> <Add a promise> <Withdraw> <Details>
        """,
        Transcript.Of(SenderCard.For(Scene.View(HandoffStatus.Submitted) with { BriefLink = Link })));

    [Fact]
    public void The_senders_card_of_a_rejected_handoff_leads_back_to_the_checklist() => Assert.EndsWith(
        """
        *Rejected by Kim*: Scope is unclear or missing. It is about “What was sold”. “Which modules?” Please mend it by {23 18:00}.
        <Mend it> <Discard> <Details>
        """,
        Transcript.Of(SenderCard.For(Scene.View(HandoffStatus.Rejected) with { Due = Scene.Now + Duration.FromHours(8) })),
        StringComparison.Ordinal);

    [Fact]
    public void The_senders_card_says_so_when_the_brief_could_not_be_posted() => Assert.Contains(
        "The brief is not in Onboarding's channel yet: invite me with /invite",
        Transcript.Of(SenderCard.For(Scene.View(HandoffStatus.Submitted) with { NotPosted = "invite me with /invite" })),
        StringComparison.Ordinal);

    [Fact]
    public void A_submit_mentions_who_is_proposed() => Assert.Equal(
        "@Kim: H-1042 · Brightwave Ltd from Sam (Sales) waits for your answer, due {23 14:00}.",
        Transcript.Of(TurnCards.ToReceivers(Scene.View(HandoffStatus.Submitted), Turn.Submitted).Summary));

    [Fact]
    public void A_reject_mentions_the_sender_with_what_it_teaches() => Assert.Equal(
        "@Sam, H-1042 · Brightwave Ltd needs another look. *Rejected by Kim*: Scope is unclear or missing. It is about “What was sold”. “Which modules?”",
        Transcript.Of(TurnCards.ToSender(Scene.View(HandoffStatus.Rejected), Turn.Rejected).Summary));

    [Fact]
    public void An_acceptance_brings_the_read_back_to_the_sender() => Assert.Equal(
        "@Sam, H-1042 · Brightwave Ltd was accepted by Kim. Olu owns the client now. What the client needs next: “They need access on Monday.”",
        Transcript.Of(TurnCards.ToSender(Scene.View(HandoffStatus.Accepted), Turn.Accepted).Summary));

    [Fact]
    public void An_acceptance_that_is_told_late_names_who_has_the_client_by_then()
    {
        var accepted = Scene.Handoff(HandoffStatus.Accepted);
        var given = Scene.View(accepted with { Accepted = accepted.Accepted! with { GivenTo = Scene.Kim.Id } });

        Assert.StartsWith("@Kim: you own Brightwave Ltd now (H-1042)", Transcript.Of(TurnCards.ToReceivers(given, Turn.Accepted).Summary), StringComparison.Ordinal);
        Assert.StartsWith("@Sam, H-1042 · Brightwave Ltd was accepted by Kim, who owns the client now.", Transcript.Of(TurnCards.ToSender(given, Turn.Accepted).Summary), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HandoffStatus.Rejected, Turn.Rejected)]
    [InlineData(HandoffStatus.Accepted, Turn.Accepted)]
    [InlineData(HandoffStatus.Submitted, Turn.AcceptUndone)]
    [InlineData(HandoffStatus.Submitted, Turn.RejectUndone)]
    [InlineData(HandoffStatus.Completed, Turn.Completed)]
    public void What_concerns_the_sender_mentions_the_sender(HandoffStatus status, Turn turn) =>
        Assert.StartsWith("@Sam", Transcript.Of(TurnCards.ToSender(Scene.View(status), turn).Summary), StringComparison.Ordinal);

    [Theory]
    [InlineData(Turn.ReRouted, "Delivery: H-1042 · Brightwave Ltd from Sam (Sales) was re-routed to you from Onboarding by Kim (“They have no other system to move from.”) and waits for your answer, due {23 14:00}.")]
    [InlineData(Turn.Released, "Delivery: nobody has H-1042 · Brightwave Ltd in hand any more, so it waits for your answer, due {23 14:00}.")]
    [InlineData(Turn.Reassigned, "Delivery: H-1042 · Brightwave Ltd from Sam (Sales) was given to you and waits for your answer, due {23 14:00}.")]
    [InlineData(Turn.SenderChanged, "H-1042 · Brightwave Ltd: Sam (Sales) is the sender now.")]
    public void What_changes_hands_is_said_to_the_receivers(Turn turn, string says) =>
        Assert.Equal(says, Transcript.Of(TurnCards.ToReceivers(Scene.View(Scene.ReRouted), turn).Summary));

    [Fact]
    public void What_changes_hands_is_said_to_the_sender()
    {
        Assert.Equal(
            "@Sam, H-1042 · Brightwave Ltd is with Delivery now, re-routed from Onboarding by Kim (“They have no other system to move from.”). Their answer is due {23 14:00}.",
            Transcript.Of(TurnCards.ToSender(Scene.View(Scene.ReRouted), Turn.ReRouted).Summary));
        Assert.Equal(
            "@Sam, H-1042 · Brightwave Ltd needs another look, though it was accepted. *Sent back by Kim*: Scope is unclear or missing. It is about “What was sold”. “Which modules?”",
            Transcript.Of(TurnCards.ToSender(Scene.View(Scene.SentBack), Turn.SentBack).Summary));
        Assert.Equal(
            "@Sam, H-1042 · Brightwave Ltd was opened again by Kim: its work begins anew.",
            Transcript.Of(TurnCards.ToSender(Scene.View(Scene.Reopened), Turn.Reopened).Summary));
    }

    [Fact]
    public void Whoever_owes_a_handoff_reads_why_and_by_when()
    {
        var view = Scene.View(Scene.Owed) with { Due = Scene.Now + Duration.FromHours(4) };

        Assert.Equal(
            "@Sam, Olu gave Brightwave Ltd to Kim (“Sam moves to another team.”). So that nothing is lost, you owe Kim the handoff H-1042: send it by {23 14:00}.",
            Transcript.Of(TurnCards.ToSender(view, Turn.Owed).Summary));
        Assert.Contains(
            "is owed by Sam: the client has its new owner already", Transcript.Of(PingCard.For(Scene.Ping(view, PingRole.Holder, Scene.Sam, Duration.Zero, kind: ClockKind.Handover))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Opened_again_it_mentions_who_has_the_client()
    {
        Assert.Equal(
            "@Olu: H-1042 · Brightwave Ltd was opened again by Kim. Press Kick off on the brief when the work begins.",
            Transcript.Of(TurnCards.ToReceivers(Scene.View(Scene.Reopened), Turn.Reopened).Summary));
        Assert.Equal(
            "H-1042 · Brightwave Ltd was opened again.",
            Transcript.Of(TurnCards.ToReceivers(Scene.View(HandoffStatus.Draft), Turn.Reopened).Summary));
    }

    [Fact]
    public void Whoever_becomes_the_sender_goes_on_from_the_message()
    {
        Assert.Equal([Act.Continue], Buttons(TurnCards.ToSender(Scene.View(HandoffStatus.Draft), Turn.SenderChanged)).Select(one => one.Press.Act));
        Assert.Equal([Act.Show], Buttons(TurnCards.ToSender(Scene.View(HandoffStatus.Submitted), Turn.SenderChanged)).Select(one => one.Press.Act));
    }

    [Fact]
    public void Whoever_claimed_it_and_is_reminded_can_give_it_up()
    {
        var view = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { ClaimedBy = Scene.Olu.Id });

        Assert.Contains(Buttons(PingCard.For(Scene.Ping(view, PingRole.Holder, Scene.Olu, Duration.Zero))), button => button.Press.Act == Act.Release);
        Assert.DoesNotContain(Buttons(PingCard.For(Scene.Ping(view, PingRole.Lead, Scene.Kim, Duration.Zero))), button => button.Press.Act == Act.Release);
    }

    [Fact]
    public void A_posted_brief_is_confirmed_with_its_link() => Assert.Equal(
        "H-1042 · Brightwave Ltd is with Onboarding, answer due {23 14:00}. Open the brief→https://acme.slack.example/archives/C1/p1",
        Transcript.Of(TurnCards.Sent(Scene.View(HandoffStatus.Submitted) with { BriefLink = Link }).Summary));

    [Fact]
    public void A_ping_says_which_clock_and_how_late() => Assert.Equal(
        """
        (@Kim: *H-1042 · Brightwave Ltd* waits for Onboarding's answer: overdue by 1 h 30 min ({23 08:30}).)
        @Kim: *H-1042 · Brightwave Ltd* waits for Onboarding's answer: overdue by 1 h 30 min ({23 08:30}).
        <Acknowledge> <Claim> <Show>
        """,
        Transcript.Of(PingCard.For(Scene.Ping(Scene.View(HandoffStatus.Submitted), PingRole.Holder, Scene.Kim, Duration.FromMinutes(90)))));

    [Theory]
    [InlineData(-7199, "due in 2 h (")]
    [InlineData(-29, "due now (")]
    [InlineData(29, "due now (")]
    [InlineData(61, "overdue by 1 min (")]
    public void A_ping_that_comes_a_moment_after_its_time_speaks_in_whole_minutes(int seconds, string says) => Assert.Contains(
        says,
        Transcript.Of(PingCard.For(Scene.Ping(Scene.View(HandoffStatus.Submitted), PingRole.Holder, Scene.Kim, Duration.FromSeconds(seconds)))),
        StringComparison.Ordinal);

    [Fact]
    public void A_ping_sent_after_an_outage_says_that_it_is_late_and_opens_the_brief()
    {
        var card = PingCard.For(Scene.Ping(Scene.View(HandoffStatus.Submitted) with { BriefLink = Link }, PingRole.Channel, null, Duration.FromHours(26), late: true));

        Assert.Contains("overdue by 1 day 2 h", Transcript.Of(card), StringComparison.Ordinal);
        Assert.Contains("~ This comes late", Transcript.Of(card), StringComparison.Ordinal);
        Assert.Contains(Buttons(card), button => button.Press is { Act: Act.Open, Text: "https://acme.slack.example/archives/C1/p1" });
    }

    [Fact]
    public void Acknowledge_is_pressed_on_one_step_of_one_run()
    {
        var press = Buttons(PingCard.For(Scene.Ping(Scene.View(HandoffStatus.Submitted), PingRole.Holder, Scene.Kim, -Duration.FromMinutes(5))))[0].Press;

        Assert.Equal((Act.Acknowledge, 1, "50%"), (press.Act, press.Run, press.Text));
        Assert.NotNull(press.Clock);
    }

    [Theory]
    [InlineData(ClockKind.Rework, HandoffStatus.Rejected, "was rejected and waits for Sam to mend it", "Acknowledge Continue Open")]
    [InlineData(ClockKind.Kickoff, HandoffStatus.Accepted, "was accepted and waits for its kick-off", "Acknowledge Open")]
    [InlineData(ClockKind.Clarification, HandoffStatus.Clarifying, "waits for Sales to answer a question", "Acknowledge Answer Open")]
    public void Each_clock_has_its_words_and_buttons(ClockKind kind, HandoffStatus status, string says, string buttons)
    {
        var view = Scene.View(status) with { BriefLink = Link };

        var card = PingCard.For(Scene.Ping(view, PingRole.Holder, Scene.Sam, Duration.Zero, kind: kind));

        Assert.Contains(says, Transcript.Of(card.Summary), StringComparison.Ordinal);
        Assert.Equal(buttons, string.Join(' ', Buttons(card).Select(button => button.Label)));
    }

    [Fact]
    public void A_draft_that_was_never_sent_leads_to_its_checklist_alone()
    {
        var view = Scene.View(Scene.Handoff(HandoffStatus.Draft) with { Round = 0 });

        var toSender = PingCard.For(Scene.Ping(view, PingRole.Holder, Scene.Sam, Duration.Zero, kind: ClockKind.DraftIdle));
        var toAdmin = PingCard.For(Scene.Ping(view, PingRole.Admin, Scene.Kim, Duration.Zero, kind: ClockKind.DraftIdle));

        Assert.Equal([Act.Acknowledge, Act.Continue], Buttons(toSender).Select(button => button.Press.Act));
        Assert.Equal([Act.Acknowledge, Act.Show], Buttons(toAdmin).Select(button => button.Press.Act));
    }

    [Fact]
    public void The_sender_opens_their_own_card_and_everybody_else_the_brief()
    {
        var own = new Uri("https://acme.slack.example/archives/D1/p1");
        var view = Scene.View(HandoffStatus.Rejected) with { BriefLink = Link, SenderCardLink = own };

        Assert.Equal(own.AbsoluteUri, Opened(Scene.Ping(view, PingRole.Holder, Scene.Sam, Duration.Zero, kind: ClockKind.Rework)));
        Assert.Equal(Link.AbsoluteUri, Opened(Scene.Ping(view, PingRole.Lead, Scene.Kim, Duration.Zero, kind: ClockKind.Rework)));

        static string? Opened(PingView ping) => Buttons(PingCard.For(ping)).Single(button => button.Press.Act == Act.Open).Press.Text;
    }

    [Fact]
    public void A_quiet_client_is_told_since_when_and_leads_to_its_last_handoff()
    {
        var latest = Scene.View(HandoffStatus.Completed);
        var ping = new ClientPingView(
            new Client(new(Guid.Empty), "Brightwave Ltd", Scene.Kim.Id), Scene.Organization, Scene.Now, new Guid(9, 0, 0, new byte[8]), Run: 4, Step: "100%",
            Late: false, Scene.Now, Scene.Now - Duration.FromDays(14), Scene.Now, Scene.Kim, PingRole.Holder, latest);

        var card = ClientPingCard.For(ping);

        Assert.Equal(
            """
            (@Kim: *Brightwave Ltd* has gone quiet: nothing has happened since {09 10:00}. Time to get in touch: due now ({23 10:00}).)
            @Kim: *Brightwave Ltd* has gone quiet: nothing has happened since {09 10:00}. Time to get in touch: due now ({23 10:00}).
            <Acknowledge> <Show the last handoff>
            """,
            Transcript.Of(card));
        Assert.Equal(
            new Press(Act.Acknowledge, Clock: ping.Clock, Run: 4, Text: "100%"), Buttons(card)[0].Press);
        Assert.Single(Buttons(ClientPingCard.For(ping with { Latest = null })));
        Assert.Contains("~ This comes late", Transcript.Of(ClientPingCard.For(ping with { Late = true })), StringComparison.Ordinal);
        Assert.Contains("~ You are told because you lead", Transcript.Of(ClientPingCard.For(ping with { As = PingRole.Lead })), StringComparison.Ordinal);
    }

    [Fact]
    public void Reminders_that_go_out_together_are_listed_what_is_due_first_in_front_each_with_its_buttons()
    {
        var draft = Scene.View(Scene.Handoff(HandoffStatus.Draft) with { Number = 1043, Round = 0 });
        var card = RemindersCard.For(
        [
            PingCard.Of(Scene.Ping(Scene.View(HandoffStatus.Submitted), PingRole.Lead, Scene.Kim, -Duration.FromMinutes(30))),
            PingCard.Of(Scene.Ping(draft, PingRole.Holder, Scene.Kim, Duration.FromHours(1), late: true, ClockKind.DraftIdle)),
        ]);

        Assert.Equal(
            """
            (@Kim: 2 reminders: H-1043 · Brightwave Ltd and H-1042 · Brightwave Ltd)
            @Kim: 2 reminders at once, what is due first in front
            ---
            *H-1043 · Brightwave Ltd* is a draft in which nothing has changed: overdue by 1 h ({23 09:00}).
            ~ This comes late: it was to be sent {23 10:00}, when the bot was away.
            <Acknowledge> <Continue>
            ---
            *H-1042 · Brightwave Ltd* waits for Onboarding's answer: due in 30 min ({23 10:30}).
            ~ You are told because you lead the team that must move.
            <Acknowledge> <Claim> <Show>
            """,
            Transcript.Of(card));
    }

    [Fact]
    public void A_claimed_handoff_cannot_be_claimed_again()
    {
        var view = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { ClaimedBy = Scene.Olu.Id });

        Assert.DoesNotContain(Buttons(PingCard.For(Scene.Ping(view, PingRole.Holder, Scene.Olu, Duration.Zero))), button => button.Press.Act == Act.Claim);
    }

    [Fact]
    public void An_answer_can_be_taken_back_until_a_time_that_is_said() => Assert.Equal(
        "You accepted it. You can take it back until {23 10:05}.\n<Undo>",
        Transcript.Of(NoticeCards.Undoable(Scene.View(HandoffStatus.Accepted), "You accepted it.", Scene.Now + Duration.FromMinutes(5)))
            .Split('\n', 2)[1]);

    [Fact]
    public void An_unknown_word_gets_the_nearest_one_as_a_button()
    {
        var card = HelpCard.DidYouMean("inobx", "inbox");

        Assert.Equal("I do not know “inobx”. Did you mean `inbox`?", Transcript.Of(card.Summary));
        Assert.Contains(Buttons(card), button => button.Press is { Act: Act.Say, Text: "inbox" });
    }

    [Fact]
    public void The_help_names_every_word_with_an_example_and_starts_a_handoff()
    {
        var card = HelpCard.For([Scene.Playbook]);

        Assert.All(HelpCard.Lines, line => Assert.Contains($"`{line.Example}`", Transcript.Of(card), StringComparison.Ordinal));
        Assert.Contains(Buttons(card), button => button.Press.Text == "new sales-to-onboarding");
    }

    [Fact]
    public void A_list_turns_its_pages_by_the_word_that_made_it()
    {
        var entry = ListEntry.Of(Scene.View(HandoffStatus.Submitted), Act.Show);
        var card = ListCard.For(new("inbox", "Inbox", 2, 20, [.. Enumerable.Repeat(entry, ListCard.PageSize)], DateTimeZone.Utc, "Nothing.", []));

        Assert.Equal(["inbox 1", "inbox 3"], Buttons(card).Where(one => one.Press.Act == Act.Say).Select(one => one.Press.Text));
        Assert.Contains("*H-1042 · Brightwave Ltd* · Sam (Sales) → Onboarding · Waiting for Onboarding's answer · due {23 14:00}", Transcript.Of(card), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_says_so_with_the_next_step() => Assert.Equal(
        "(Nothing waits.)\nNothing waits.\n<New handoff>",
        Transcript.Of(ListCard.For(new(
            "inbox", "Inbox", 1, 0, [], DateTimeZone.Utc, "Nothing waits.", [new CardButton("New handoff", Presses.Say("new"))]))));

    private static ImmutableArray<CardButton> Buttons(Card card) => [.. card.Parts.OfType<CardPart.Buttons>().SelectMany(part => part.Of)];
}
