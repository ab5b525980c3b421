using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>Exceptions as people read them.</summary>
public sealed class ExceptionFacts
{
    private const string Line = "“What was sold”, open until 1 Dec 2026, asked for by Sam";

    private static readonly HandoffView Draft = Scene.View(Scene.Excepting(HandoffStatus.Draft));
    private static readonly HandoffView Submitted = Scene.View(Scene.Excepting(HandoffStatus.Submitted));
    private static readonly HandoffView Accepted = Scene.View(Scene.Excepting(HandoffStatus.Accepted));

    [Fact]
    public void Of_a_hundred_reasons_to_reject_none_gives_way_to_the_one_that_is_built_in()
    {
        var excepting = Scene.Excepting(HandoffStatus.Submitted);
        var playbook = excepting.Playbook with { RejectReasons = [.. Enumerable.Range(1, 100).Select(one => new RejectReason($"reason-{one}", $"Reason {one}"))] };

        var reasons = RejectScreen.Draw(Scene.View(excepting with { Playbook = playbook })).Parts.OfType<FormPart.ManyOf>().First();

        Assert.Equal(["exception-refused", "reason-1", "reason-100"], [reasons.Options[0].Id, reasons.Options[1].Id, reasons.Options[100].Id]);
    }

    [Fact]
    public void The_last_screen_shows_what_stays_open_with_what_can_be_done_about_it() => Assert.Contains(
        $"*Exception:* {Line}: “Legal has not signed yet, <and> that takes *weeks*”\n"
        + "<Change “What was sold”> <Take back “What was sold”>\n",
        Transcript.Of(ReviewScreen.Draw(Draft, [], drawing: 0)), StringComparison.Ordinal);

    [Fact]
    public void Progress_and_the_step_say_that_something_stays_open()
    {
        Assert.StartsWith("[Sales to Onboarding]\nLast screen · 2 of 3 required · 1 exception\n", Transcript.Of(ReviewScreen.Draw(Draft, [], 0)), StringComparison.Ordinal);
        Assert.Contains(
            "~ An exception is asked for: it stays open until 1 Dec 2026. An answer makes the exception void.", Transcript.Of(Samples.Forms["checklist-exception"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_answer_has_made_void_is_said_until_it_is_sent()
    {
        var voided = Ended(Scene.Excepting(HandoffStatus.Draft), ExceptionOutcome.Answered);
        const string says = "~ “What was sold” has an answer now, so its exception is void.";

        Assert.Contains(says, Transcript.Of(ReviewScreen.Draw(Scene.View(voided), [], 0)), StringComparison.Ordinal);
        Assert.DoesNotContain(says, Transcript.Of(ReviewScreen.Draw(Scene.View(voided with { SubmittedAt = Scene.Now }), [], 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_refused_is_fixed_or_asked_for_again()
    {
        var refused = Ended(Scene.Excepting(HandoffStatus.Rejected), ExceptionOutcome.Refused);
        var form = Transcript.Of(ReviewScreen.Draw(Scene.View(refused), [new("scope", 1, "What was sold", "It needs an answer.")], 0));

        Assert.Contains("- What was sold: The receiver does not approve leaving it open. <Fix> <Ask for an exception>", form, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_so_many_findings_offer_one_and_none_that_must_be_answered_in_any_case()
    {
        var playbook = Scene.Playbook with
        {
            Checklist = new([new("One", [.. Scene.Playbook.Checklist.Fields, .. Enumerable.Range(0, 20).Select(i => Scene.Field($"f{i}", $"Field {i}", new FieldKind.YesNo(), required: true))])]),
        };
        var findings = playbook.Checklist.Fields.Select(field => new Finding(field.Id, 0, field.Label, "It needs an answer.")).ToImmutableArray();
        var drawn = ReviewScreen.Draw(Scene.View(HandoffStatus.Draft, playbook), findings, 0).Parts.OfType<FormPart.Finding>().ToList();

        Assert.Equal((25, 8), (drawn.Count, drawn.Count(one => one.Or is not null)));
        Assert.All(drawn.Where(one => one.Field is "client" or "seller"), one => Assert.Null(one.Or));
    }

    [Fact]
    public void Who_accepts_reads_that_it_approves_and_who_rejects_finds_it_chosen()
    {
        Assert.Contains(
            $"*By accepting you approve that this stays open:*\n{Line}: “Legal has not signed yet, <and> that takes *weeks*”\n"
            + "~ You do not approve it? Close this and press Reject: there it is chosen already.\n",
            Transcript.Of(AcceptScreen.Draw(Submitted, Scene.Kim)), StringComparison.Ordinal);

        var chosen = RejectScreen.Draw(Submitted).Parts.OfType<FormPart.ManyOf>().ToList();
        Assert.Equal([["exception-refused"], ["scope"]], chosen.Select(one => one.Current.ToArray()));
        Assert.Equal("An exception is not approved", chosen[0].Options[0].Label);
        Assert.All(RejectScreen.Draw(Scene.View(HandoffStatus.Submitted)).Parts.OfType<FormPart.ManyOf>(), one => Assert.Empty(one.Current));
        Assert.All(SendBackScreen.Draw(Accepted).Parts.OfType<FormPart.ManyOf>(), one => Assert.Empty(one.Current));
    }

    [Fact]
    public void The_brief_names_every_one_and_once_it_is_accepted_leads_to_filling_it_in()
    {
        Assert.Contains($"*Exceptions:*\n{Line}: “Legal has not signed yet, <and> that takes *weeks*”\n<Accept>", Transcript.Of(BriefCard.For(Submitted)), StringComparison.Ordinal);
        Assert.Contains($"{Line}, approved by Kim: “Legal has not signed yet, <and> that takes *weeks*”\n<Fill in “What was sold”>\n", Transcript.Of(BriefCard.For(Accepted)), StringComparison.Ordinal);
        Assert.Contains("*Exceptions:*\n“What was sold” was filled in by Sam, ", Transcript.Of(BriefCard.For(Scene.View(Scene.FilledIn))), StringComparison.Ordinal);
        Assert.DoesNotContain("<Fill in", Transcript.Of(BriefCard.For(Scene.View(Scene.FilledIn))), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_the_first_have_their_reasons_and_all_their_names()
    {
        var fields = Enumerable.Range(0, 12).Select(i => Scene.Field($"f{i}", $"Field {i}", new FieldKind.YesNo(), required: true)).ToList();
        var handoff = Scene.Handoff(HandoffStatus.Accepted, Scene.Playbook with { Checklist = new([new("One", [Scene.Field("client", "Client", new FieldKind.Client()), .. fields])]) }) with
        {
            Exceptions = [.. fields.Select((field, i) => new ExceptionRecord(i + 1, field.Id, "Soon", new LocalDate(2026, 12, i + 1), Scene.Sam.Id, Scene.Now) { Approved = new(Scene.Kim.Id, Scene.Now) })],
        };

        var brief = Transcript.Of(BriefCard.For(Scene.View(handoff)));
        Assert.Contains("~ And “Field 5” until 6 Dec 2026, “Field 6” until 7 Dec 2026, ", brief, StringComparison.Ordinal);
        Assert.Contains("“Field 10” until 11 Dec 2026 and “Field 11” until 12 Dec 2026: Details shows everything in full.", brief, StringComparison.Ordinal);
        Assert.Equal(5, brief.Split("<Fill in “Field").Length - 1);
        Assert.Contains(
            "*By accepting you approve that these 12 answers stay open:*",
            Transcript.Of(AcceptScreen.Draw(Scene.View(handoff with { Status = HandoffStatus.Submitted }), Scene.Kim)), StringComparison.Ordinal);
        Assert.Contains(
            "And “Field 10”, open until 11 Dec 2026 and “Field 11”, open until 12 Dec 2026. Details on the brief shows all of them in full.\n~ You do not approve one of them?",
            Transcript.Of(AcceptScreen.Draw(Scene.View(handoff with { Status = HandoffStatus.Submitted }), Scene.Kim)), StringComparison.Ordinal);
    }

    [Fact]
    public void However_many_there_are_no_form_is_filled_with_them()
    {
        var (many, nearlyAll) = (Scene.ExceptingMany(HandoffStatus.Draft, 40), Scene.ExceptingMany(HandoffStatus.Draft, 11));
        var (review, few) = (ReviewScreen.Draw(Scene.View(many), [], 0), Transcript.Of(ReviewScreen.Draw(Scene.View(nearlyAll), [], 0)));
        var accept = Transcript.Of(AcceptScreen.Draw(Scene.View(many with { Status = HandoffStatus.Submitted }), Scene.Kim));
        var correct = Transcript.Of(CorrectScreen.Draw(many with { Status = HandoffStatus.Submitted }, []));
        var brief = Transcript.Of(BriefCard.For(Scene.View(many with { Status = HandoffStatus.Submitted })));
        var answered = Transcript.Of(ReviewScreen.Draw(Scene.View(many with { Exceptions = [.. many.Exceptions.Select(one => one with { Ended = new(ExceptionOutcome.Answered, Scene.Sam.Id, Scene.Now) })] }), [], 0));

        Assert.Equal(10, Transcript.Of(review).Split("*Exception:*").Length - 1);
        Assert.Contains("~ And 30 more exceptions. Each stands on its step, where an answer makes it void.", Transcript.Of(review), StringComparison.Ordinal);
        Assert.Contains("~ And 1 more exception. Each", few, StringComparison.Ordinal);
        Assert.Contains("~ “Field 0”, “Field 1”, “Field 2”, “Field 3”, “Field 4”, “Field 5”, “Field 6”, “Field 7” and 32 more have answers now, so their exceptions are void.", answered, StringComparison.Ordinal);
        Assert.Contains("*By accepting you approve that these 40 answers stay open:*", accept, StringComparison.Ordinal);
        Assert.Contains("“Field 17”, open until 18 Dec 2026 and 22 more. Details on the brief shows all of them in full.", accept, StringComparison.Ordinal);
        Assert.Equal((10, 1), (correct.Split("<Change the exception for").Length - 1, correct.Split("And 30 more exceptions, each on its step.").Length - 1));
        Assert.Contains("“Field 12” until 13 Dec 2026 and 27 more: Details shows everything in full.", brief, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reminder_says_which_answer_is_waited_for()
    {
        var ping = Transcript.Of(Samples.Cards["ping-exception"]);

        Assert.Contains("*H-1042 · Brightwave Ltd* waits for “What was sold” to be filled in: overdue by 2 h", ping, StringComparison.Ordinal);
        Assert.Contains("<Fill in>", ping, StringComparison.Ordinal);
        var gone = Transcript.Of(PingCard.For(Scene.Ping(Accepted, PingRole.Holder, Scene.Olu, Duration.FromHours(2), kind: Core.Clocks.ClockKind.Exception) with { Run = 9 }));
        Assert.Contains("waits for an answer to be filled in", gone, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_sides_hear_that_it_was_filled_in_and_who_owns_the_client_hears_what_is_still_open()
    {
        Assert.Contains(
            "@Olu: “What was sold” of H-1042 · Brightwave Ltd, which was left open, was filled in by Sam. “Fifty seats of everything”",
            Transcript.Of(Samples.Cards["turn-filled-in"]), StringComparison.Ordinal);
        Assert.Contains(
            "@Olu, for Sam: “What was sold” of H-1042 · Brightwave Ltd, which was left open, was filled in by Sam. Nothing is left for you to do about it.",
            Transcript.Of(ExceptionCards.ToSender(Scene.View(Scene.FilledIn), 2, Scene.Olu.Id)), StringComparison.Ordinal);
        Assert.Contains("something that was left open was filled in.", Transcript.Of(ExceptionCards.ToReceivers(Accepted, 2)), StringComparison.Ordinal);
        Assert.Contains("had left open was filled in.", Transcript.Of(ExceptionCards.ToSender(Accepted, 2, null)), StringComparison.Ordinal);
        Assert.Contains("Still to be filled in: “What was sold” by 1 Dec 2026.", Transcript.Of(TurnCards.ToReceivers(Accepted, Turn.Accepted)), StringComparison.Ordinal);
        Assert.Contains("Still to be filled in: “What was sold” by 1 Dec 2026.", Transcript.Of(TurnCards.ToSender(Accepted, Turn.Accepted)), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_and_details_show_all_of_it()
    {
        Assert.Contains(
            "*Exceptions to be filled in:*\n*Brightwave Ltd* · “What was sold” · by 1 Dec 2026 · overdue\n<Fill in>", Transcript.Of(Samples.Cards["mine-exceptions"]), StringComparison.Ordinal);
        var details = Transcript.Of(Samples.Forms["details-exceptions"]);
        Assert.Contains("“What was sold”, open until 1 Dec 2026, asked for by Sam: Legal has not signed yet, <and> that takes *weeks*", details, StringComparison.Ordinal);
        Assert.Contains("Sam asked to leave “What was sold” open until 1 Dec 2026: “Legal has not signed yet", details, StringComparison.Ordinal);
        Assert.Contains("Kim accepted it; Olu owns the client; approved leaving open “What was sold” until 1 Dec 2026", details, StringComparison.Ordinal);
        Assert.Contains("The time for the exception ran out", details, StringComparison.Ordinal);
        Assert.Contains("Sam filled in “What was sold”, which was left open", details, StringComparison.Ordinal);
        foreach (var (how, says) in new[] { (ExceptionOutcome.Refused, "Not approved by Kim"), (ExceptionOutcome.TakenBack, "Taken back by Kim"), (ExceptionOutcome.Answered, "Void, since Kim has answered it") })
            Assert.Contains(says, Transcript.Of(DetailsScreen.Draw(Scene.View(Ended(Scene.Excepting(HandoffStatus.Draft), how)), [])), StringComparison.Ordinal);
        Assert.Contains("Approved by Kim", Transcript.Of(DetailsScreen.Draw(Accepted, [])), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_filled_in_is_asked_for_as_in_the_checklist() => Assert.Contains(
        $"{Line}, approved by Kim: “Legal has not signed yet, <and> that takes *weeks*”\nWhat was sold* = \n~ Sales and Onboarding see it on the cards as soon as you press Fill in.",
        Transcript.Of(Samples.Forms["fill-in"]), StringComparison.Ordinal);

    private static Handoff Ended(Handoff handoff, ExceptionOutcome how) =>
        handoff with { Exceptions = [handoff.Exceptions[0] with { Ended = new(how, Scene.Kim.Id, Scene.Now) }] };
}
