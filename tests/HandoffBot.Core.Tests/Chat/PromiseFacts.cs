using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

public sealed class PromiseFacts
{
    [Fact]
    public void The_brief_shows_what_was_promised_by_whom_until_when_and_what_is_disputed()
    {
        Assert.Contains(
            "*Promised to the client:*\n“Five sites by Easter”, by Sam, due 1 Dec 2026\n“A free upgrade”, by Sam, due 2 Dec 2026\n",
            Transcript.Of(BriefCard.For(Scene.View(Scene.Promising(HandoffStatus.Submitted)))), StringComparison.Ordinal);
        Assert.Contains(
            "“Five sites by Easter”, by Sam, due 1 Dec 2026, acknowledged by Kim\n“A free upgrade”, by Sam, due 2 Dec 2026, disputed by Kim: it stays with Sam\n",
            Transcript.Of(BriefCard.For(Scene.View(Scene.Promising(HandoffStatus.Accepted)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_brief_shows_five_shortened_and_counts_the_rest()
    {
        var handoff = Scene.Handoff(HandoffStatus.Submitted) with
        {
            Commitments = [.. Enumerable.Range(1, 7).Select(id => Scene.Promise(id, new string('x', 300)))],
        };
        var brief = Transcript.Of(BriefCard.For(Scene.View(handoff)));

        Assert.Equal(5, brief.Split('\n').Count(line => line.StartsWith($"“{new string('x', 149)}…”, by Sam", StringComparison.Ordinal)));
        Assert.Contains("~ 2 more promises: Details shows everything in full.", brief, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_show_each_in_full_with_where_it_was_said_and_why_it_is_disputed()
    {
        var details = Transcript.Of(DetailsScreen.Draw(Scene.View(Scene.Promising(HandoffStatus.Accepted)), []));

        Assert.Contains(
            """
            # Promised to the client
            By Sam, due 1 Dec 2026: Five sites by Easter
            Said: On the call of 20 November
            ~ Acknowledged by Kim.
            By Sam, due 2 Dec 2026: A free upgrade
            Said: On the call of 20 November
            ~ Disputed by Kim: it stays with Sam.
            Why it is disputed: We do not give upgrades away.
            """,
            details, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_screen_lists_them_with_what_can_be_done()
    {
        var review = Transcript.Of(ReviewScreen.Draw(Scene.View(Scene.Promising(HandoffStatus.Draft)), [], drawing: 0));

        Assert.Contains(
            """
            “Five sites by Easter”, by Sam, due 1 Dec 2026
            <Edit “Five sites by Easter”> <Remove “Five sites by Easter”>
            “A free upgrade”, by Sam, due 2 Dec 2026
            <Edit “A free upgrade”> <Remove “A free upgrade”>
            <Add a promise>
            <Back> <Discard>
            """,
            review, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_asks_of_each_whether_it_is_taken_on()
    {
        var accept = Transcript.Of(AcceptScreen.Draw(Scene.View(Scene.Promising(HandoffStatus.Submitted)), Scene.Kim));

        Assert.Contains(
            """
            *Answer what was promised to the client:*
            “Five sites by Easter”, by Sam, due 1 Dec 2026* = Acknowledge: we keep it/Dispute: say why below
            Why, if you dispute “Five sites by Easter” = 
            “A free upgrade”, by Sam, due 2 Dec 2026* = Acknowledge: we keep it/Dispute: say why below
            """,
            accept, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_to_a_promise_that_changed_since_is_asked_anew()
    {
        var (first, second) = (Scene.Promise(1, "Five sites by Easter").Id, Scene.Promise(2, "A free upgrade").Id);
        var handoff = Scene.Promising(HandoffStatus.Submitted) with
        {
            Revisions = [new(3, Scene.Sam.Id, Scene.Now, [RevisionNote.Of(first)]), new(4, Scene.Sam.Id, Scene.Now, [RevisionNote.Of(second)])],
        };
        var inputs = new Dictionary<string, Input>
        {
            [AcceptScreen.PromiseId(first)] = new Input.Selected(AcceptScreen.Acknowledge, ""),
            [AcceptScreen.PromiseId(second)] = new Input.Selected(AcceptScreen.Dispute, ""),
            [AcceptScreen.ReasonId(second)] = new Input.Typed("Too soon."),
            ["criteria-0"] = new Input.Ticked(true),
        }.ToImmutableDictionary();

        Assert.Equal(["criteria-0", AcceptScreen.PromiseId(first)], AcceptScreen.StillValid(handoff, 3, inputs).Keys.Order());
        Assert.Equal([new CommitmentReply(first, null), new CommitmentReply(second, "Too soon.")], AcceptScreen.Replies(handoff, inputs).ToList());
    }

    [Fact]
    public void A_reminder_says_what_was_promised_to_whom_and_takes_the_answer() => Assert.Equal(
        """
        (@Olu: *Brightwave Ltd*: the promise “Five sites by Easter”, by Sam, is due in 4 h ({23 14:00}).)
        @Olu: *Brightwave Ltd*: the promise “Five sites by Easter”, by Sam, is due in 4 h ({23 14:00}).
        <Kept> <New date> <Broken> <Acknowledge>
        """,
        Transcript.Of(CommitmentPingCard.For(Scene.PromisePing(Scene.Promise(1, "Five sites by Easter"), PingRole.Holder, Duration.FromHours(-4)))));

    [Fact]
    public void A_reminder_of_a_disputed_one_says_why_the_sender_gets_it_and_a_late_one_that_it_is_late()
    {
        var ping = Transcript.Of(CommitmentPingCard.For(Scene.PromisePing(Scene.Suggested, PingRole.Holder, Duration.FromHours(1), late: true)));

        Assert.Contains("~ It is disputed, so it stays with who handed the client over.\n~ This comes late", ping, StringComparison.Ordinal);
        Assert.Contains("is overdue by 1 h", ping, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dispute_tells_the_sender_and_asks_the_lead_to_decide()
    {
        var view = Scene.View(Scene.Promising(HandoffStatus.Accepted));
        var disputed = view.Handoff.Commitments[1];

        Assert.EndsWith(
            """
            @Sam, Kim disputes the promise “A free upgrade” to Brightwave Ltd (H-1042): “We do not give upgrades away.” It stays with Sam until both agree, or the sender's lead decides.
            <Propose other words>
            """,
            Transcript.Of(DisputeCards.For(view, disputed, DisputeTurn.Disputed, Scene.Sam.Id, lead: false)), StringComparison.Ordinal);
        Assert.EndsWith("or you decide.\n<Decide>", Transcript.Of(DisputeCards.For(view, disputed, DisputeTurn.Disputed, Scene.Olu.Id, lead: true)), StringComparison.Ordinal);
        Assert.EndsWith(
            """
            @Kim, Sam proposes, for the disputed promise “A free upgrade” to Brightwave Ltd (H-1042): “A cheaper upgrade”, due 31 Jan 2027.
            <Agree> <Propose other words>
            """,
            Transcript.Of(DisputeCards.For(view, Scene.Suggested, DisputeTurn.Suggested, Scene.Kim.Id, lead: false)), StringComparison.Ordinal);
        Assert.EndsWith(
            "has ended: “Five sites by Easter”, by Sam, due 1 Dec 2026, as Kim said.",
            Transcript.Of(DisputeCards.For(view, view.Handoff.Commitments[0], DisputeTurn.Ended, Scene.Sam.Id, lead: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_is_asked_in_its_channel_and_who_asked_hears_what_it_said()
    {
        var other = new TeamAnswer(Scene.Olu.Id, Scene.Now, true, new LocalDate(2027, 1, 31), "After the audit");

        Assert.EndsWith(
            """
            *Onboarding*, can we do this? Sam wants to promise “Five sites by Easter” to Brightwave Ltd, by 1 Dec 2026. It came up here: On the call of 20 November
            <Yes> <Another date> <No>
            """,
            Transcript.Of(AskedPromiseCards.For(Scene.Asked(null), PromiseNews.Asked)), StringComparison.Ordinal);
        Assert.EndsWith(
            """
            @Sam, Olu of Onboarding says “by 31 Jan 2027 (“After the audit”)” about the promise “Five sites by Easter” to Brightwave Ltd, by 1 Dec 2026. It is not promised yet.
            <Promise it by 31 Jan 2027> <Do not promise it>
            """,
            Transcript.Of(AskedPromiseCards.For(Scene.Asked(other), PromiseNews.Answered)), StringComparison.Ordinal);
        Assert.EndsWith("It is promised now.", Transcript.Of(AskedPromiseCards.For(Scene.Asked(other with { Instead = null }), PromiseNews.Answered)), StringComparison.Ordinal);
        Assert.EndsWith("says “no (“After the audit”)” about the promise “Five sites by Easter” to Brightwave Ltd, by 1 Dec 2026. It is not promised.",
            Transcript.Of(AskedPromiseCards.For(Scene.Asked(other with { Can = false, Instead = null }), PromiseNews.Answered)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_form_carries_comes_back()
    {
        var carried = new ClientPromiseScreen.Carried(Scene.Promise(1, "x").Id, Scene.Client.Id, 1042);

        Assert.Equal(carried, ClientPromiseScreen.Carried.Read(carried.Write()));
        Assert.Equal(carried with { Handoff = null }, ClientPromiseScreen.Carried.Read((carried with { Handoff = null }).Write()));

        // As an earlier version wrote it, with an address that counts no more.
        Assert.Equal(carried with { Handoff = null }, ClientPromiseScreen.Carried.Read($"{carried.Id.Value:N} {carried.Client.Value:N} https://example.com/1?a=b c"));
        Assert.Null(ClientPromiseScreen.Carried.Read("nonsense"));
        Assert.Null(ClientPromiseScreen.Carried.Read(null));
    }

    [Fact]
    public void A_list_shows_what_was_promised_to_ones_clients_below_the_handoffs() => Assert.EndsWith(
        """
        ---
        *Promised to clients of yours:*
        *Brightwave Ltd* · “Five sites by Easter” · due 1 Dec 2026 · overdue
        <Kept> <New date> <Broken>
        ~ 3 more promises, due later, on the next page.
        ---
        <Next>
        """,
        Transcript.Of(ListCard.For(new("mine", "Sent or owned by you", 1, 0, [], DateTimeZone.Utc, "Nothing.", [])
        {
            Promises = [new(Scene.Promise(1, "Five sites by Easter"), "Brightwave Ltd", new LocalDate(2026, 12, 2))], PromisesInAll = 7,
        })), StringComparison.Ordinal);

    [Fact]
    public void What_is_disputed_stands_first_with_what_can_be_said_by_the_side_that_looks() => Assert.EndsWith(
        """
        ---
        *Disputed promises that stay with you:*
        *Brightwave Ltd* · “A free upgrade” · due 2 Dec 2026 · disputed by Kim: “We do not give upgrades away.”
        <Propose other words> <Kept> <New date> <Broken>
        *Brightwave Ltd* · “A free upgrade” · due 2 Dec 2026 · disputed by Kim, who is asked to agree to what you proposed
        <Propose other words> <Kept> <New date> <Broken>
        *Brightwave Ltd* · “A free upgrade” · due 2 Dec 2026 · disputed by Kim, who can do “A cheaper upgrade” by 28 Feb 2027
        <Agree> <Propose other words> <Kept> <New date> <Broken>
        *Promised to clients of yours:*
        *Brightwave Ltd* · “A free upgrade” · due 2 Dec 2026 · disputed
        <Agree> <Propose other words>
        *Brightwave Ltd* · “A free upgrade” · due 2 Dec 2026 · disputed
        <Propose other words>
        """,
        Transcript.Of(ListCard.For(new("mine", "Sent or owned by you", 1, 0, [], DateTimeZone.Utc, "Nothing.", [])
        {
            Promises =
            [
                .. new[] { Scene.Suggested with { Dispute = Scene.Suggested.Dispute! with { Proposal = null } }, Scene.Suggested, Scene.SuggestedByReceiver }
                    .Select(one => new ListedPromise(one, "Brightwave Ltd", new LocalDate(2026, 11, 23)) { DisputedBy = "Kim" }),
                .. new[] { Scene.Suggested, Scene.SuggestedByReceiver }.Select(one => new ListedPromise(one, "Brightwave Ltd", new LocalDate(2026, 11, 23))),
            ],
        })), StringComparison.Ordinal);

    [Fact]
    public void The_message_in_which_it_was_said_is_linked_wherever_it_is_shown_and_nothing_else_is()
    {
        var (handoff, link) = (Scene.Handoff(HandoffStatus.Submitted) with { Commitments = [Scene.Linked(Scene.Promise(1, "Five sites"))] }, "Open the message→https://acme.slack.com/archives/C0DEALS/p1");
        var view = Scene.View(handoff);

        Assert.Contains($"“Five sites”, by Sam, due 1 Dec 2026 · {link}", Transcript.Of(BriefCard.For(view)), StringComparison.Ordinal);
        Assert.Contains($"~ “Five sites” was said in a message: {link}", Transcript.Of(AcceptScreen.Draw(view, Scene.Kim)), StringComparison.Ordinal);
        Assert.Contains($"~ {link}", Transcript.Of(DetailsScreen.Draw(view, [])), StringComparison.Ordinal);
        Assert.Contains($"). {link}", Transcript.Of(CommitmentPingCard.For(Scene.PromisePing(handoff.Commitments[0], PingRole.Holder, Duration.Zero))), StringComparison.Ordinal);
        foreach (var not in new[] { "http://evil.example/1", "javascript:alert(1)", "/archives/1", "not one", null })
            Assert.Null((handoff.Commitments[0].Text with { Link = not }).Message);
        Assert.NotNull((handoff.Commitments[0].Text with { Link = "http://localhost:3979/archives/C1/p1" }).Message);
    }

    [Theory]
    [InlineData(CommitmentState.Asked, true, "Olu said “by 31 Jan 2027 (“After the audit”)”, {23 10:00}. Whether it is promised then is up to Sam.")]
    [InlineData(CommitmentState.Open, true, "It is promised, due 31 Jan 2027.")]
    [InlineData(CommitmentState.Kept, true, "It was promised, and kept.")]
    [InlineData(CommitmentState.Broken, true, "It was promised, and not kept.")]
    [InlineData(CommitmentState.Declined, true, "It is not promised.")]
    [InlineData(CommitmentState.Declined, false, "*Onboarding* was asked whether Sam can promise “Five sites by Easter” to Brightwave Ltd. That is not asked any more: it is not promised.")]
    public void Where_a_team_was_asked_stands_what_became_of_it_and_no_button(CommitmentState state, bool answered, string says)
    {
        var card = Transcript.Of(AskedPromiseCards.For(Scene.AskedAndTold(state, answered ? Scene.SaidWhen : null), PromiseNews.Asked));

        Assert.Contains(says, card, StringComparison.Ordinal);
        Assert.DoesNotContain("<", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CommitmentState.Open, "It is promised, due 31 Jan 2027.")]
    [InlineData(CommitmentState.Declined, "It is not promised.")]
    public void Where_another_day_was_offered_stands_what_became_of_it_and_no_button(CommitmentState state, string says)
    {
        var card = Transcript.Of(AskedPromiseCards.For(Scene.AskedAndTold(state, Scene.SaidWhen), PromiseNews.Answered));

        Assert.EndsWith($"Olu of Onboarding says “by 31 Jan 2027 (“After the audit”)” about the promise “Five sites by Easter” to Brightwave Ltd. {says}", card, StringComparison.Ordinal);
        Assert.DoesNotContain("<", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_team_was_asked_stands_also_with_which_handoff_it_was_promised()
    {
        var told = Scene.AskedAndTold(CommitmentState.Renegotiated, Scene.SaidWhen);
        Assert.Contains(
            "It is promised with H-1042, due 31 Jan 2027.",
            Transcript.Of(AskedPromiseCards.For(told with { Commitment = told.Commitment with { With = new(1042, Scene.Sam.Id, "sales") } }, PromiseNews.Asked)), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_named_a_day_hears_whether_it_is_promised()
    {
        Assert.Contains(
            "@Olu, Sam took your word: “Five sites by Easter” to Brightwave Ltd, by 31 Jan 2027, is promised now.",
            Transcript.Of(AskedPromiseCards.For(Scene.AskedAndTold(CommitmentState.Open, Scene.SaidWhen), PromiseNews.Closed)), StringComparison.Ordinal);
        Assert.Contains(
            "@Olu, “Five sites by Easter” is not promised to Brightwave Ltd after all, so nothing is needed of you.",
            Transcript.Of(AskedPromiseCards.For(Scene.AskedAndTold(CommitmentState.Declined, Scene.SaidWhen), PromiseNews.Closed)), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_covers_for_somebody_is_told_so_also_of_what_is_disputed()
    {
        var ping = Scene.PromisePing(Scene.Suggested, PingRole.Holder, Duration.FromHours(2)) with { For = Scene.Sam };

        var says = Transcript.Of(CommitmentPingCard.For(ping));
        Assert.Contains("~ It is disputed, so it stays with who handed the client over.", says, StringComparison.Ordinal);
        Assert.Contains("~ You are told because you cover for Sam.", says, StringComparison.Ordinal);
        Assert.DoesNotContain("cover for", Transcript.Of(CommitmentPingCard.For(ping with { For = null })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HandoffStatus.Accepted, 0, "H-1042 is accepted, so what it promises is settled. This one is kept with the client itself.")]
    [InlineData(HandoffStatus.Discarded, 0, "H-1042 was discarded. This one")]
    [InlineData(HandoffStatus.Submitted, 10, "H-1042 carries 10 promises, which is the most. This one")]
    [InlineData(HandoffStatus.Submitted, 1, "H-1042 takes promises from its sender only, Sam. This one")]
    public void A_form_says_why_a_promise_is_not_added_to_the_handoff_that_was_chosen(HandoffStatus status, int promises, string says)
    {
        var chosen = Scene.View(Scene.Handoff(status) with { Commitments = [.. Enumerable.Range(1, promises).Select(id => Scene.Promise(id, "Sites"))] });
        Assert.Contains(
            says,
            Transcript.Of(ClientPromiseScreen.Draw(Scene.Client, new(default, Scene.Client.Id), new("p", "Sam"), [], new(Scene.Said, chosen))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_says_what_is_missing_at_its_inputs()
    {
        var context = new FieldContext(new LocalDate(2026, 11, 23), "GBP", _ => null, _ => null);

        var (none, errors) = PromiseScreen.Read(ImmutableDictionary<string, Input>.Empty, context);
        var (text, _) = PromiseScreen.Read(
            new Dictionary<string, Input> { ["what"] = new Input.Typed("Five sites"), ["due"] = new Input.Typed("2026-12-01") }.ToImmutableDictionary(), context);

        Assert.Null(none);
        Assert.Equal(["due", "what"], errors.Keys.Order());
        Assert.Equal(new PromiseText("Five sites", new LocalDate(2026, 12, 1)), text);
    }

    [Fact]
    public void A_malformed_day_is_said_as_malformed()
    {
        var context = new FieldContext(new LocalDate(2026, 11, 23), "GBP", _ => null, _ => null);
        var inputs = new Dictionary<string, Input> { ["what"] = new Input.Typed("Five sites"), ["due"] = new Input.Typed("soon") }.ToImmutableDictionary();

        Assert.NotEqual("Say until when.", Assert.Single(PromiseScreen.Read(inputs, context).Errors).Value);
    }
}
