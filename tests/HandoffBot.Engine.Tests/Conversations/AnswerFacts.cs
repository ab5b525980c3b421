using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

public sealed class AnswerFacts
{
    [Fact]
    public async Task Accept_opens_with_the_proposed_owner_and_makes_them_the_owner()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Olu, Presses.Of(Act.Accept, view.Handoff)));

        Assert.Equal("Kim", form.Parts.OfType<FormPart.PersonField>().Single().Current?.Label);
        var reply = await office.SubmitsAsync(Olu, form, await office.AcceptInputsAsync(Kim));

        Assert.Contains("You accepted H-1001. Kim owns Brightwave Ltd now. You can take it back until", Said(reply), StringComparison.Ordinal);
        var now = await office.ViewAsync(1001);
        Assert.Equal((HandoffStatus.Accepted, "Kim"), (now.Handoff.Status, now.NameOf(now.Client!.Owner)));
    }

    [Fact]
    public async Task What_is_not_ticked_or_said_stands_beside_its_input()
    {
        await using var office = await OpenAsync();
        var form = await AcceptFormAsync(office);

        var errors = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, ("owner", await office.PersonAsync(Kim))));

        Assert.Equal(["criteria-0", "read_back"], errors.ByInput.Keys.Order());
    }

    [Fact]
    public async Task An_owner_must_be_named_and_be_of_the_receiving_team()
    {
        await using var office = await OpenAsync();
        var form = await AcceptFormAsync(office);

        var none = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, [.. (await office.AcceptInputsAsync(Kim)).Where(one => one.Item1 != "owner")]));
        var sender = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, await office.AcceptInputsAsync(Sam)));

        Assert.Equal(["owner"], none.ByInput.Keys);
        Assert.Contains("Sam is not a member of Onboarding", sender.ByInput["owner"], StringComparison.Ordinal);
        Assert.Equal(HandoffStatus.Submitted, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task Of_two_acceptances_one_wins_and_the_other_reads_by_whom()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var kims = Open(await office.PressesAsync(Kim, Presses.Of(Act.Accept, view.Handoff)));
        var olus = Open(await office.PressesAsync(Olu, Presses.Of(Act.Accept, view.Handoff)));

        await office.SubmitsAsync(Kim, kims, await office.AcceptInputsAsync(Kim));
        var second = await office.SubmitsAsync(Olu, olus, await office.AcceptInputsAsync(Olu));
        var third = await office.PressesAsync(Kim, Presses.Of(Act.Accept, view.Handoff));

        Assert.Contains("Already accepted by Kim", Said(second), StringComparison.Ordinal);
        Assert.Contains("You accepted it", Said(third), StringComparison.Ordinal);
        Assert.Equal("Kim", (await office.ViewAsync(1001)).NameOf((await office.ViewAsync(1001)).Client!.Owner));
    }

    [Fact]
    public async Task The_sender_and_other_teams_read_who_may_answer()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        foreach (var (who, act) in new[] { (Sam, Act.Accept), (Sam, Act.Reject), (Dee, Act.Accept), (Dee, Act.Claim), (Root, Act.Accept) })
            Assert.Contains("Only Onboarding can answer H-1001: Kim, Olu.", Said(await office.PressesAsync(who, Presses.Of(act, view.Handoff))), StringComparison.Ordinal);

        Assert.Equal(HandoffStatus.Submitted, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task A_form_that_is_sent_by_somebody_else_is_refused_all_the_same()
    {
        await using var office = await OpenAsync();
        var form = await AcceptFormAsync(office);

        Assert.Contains("Only Onboarding can answer", Said(await office.SubmitsAsync(Sam, form, await office.AcceptInputsAsync(Kim))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepting_what_was_corrected_meanwhile_shows_what_changed_and_keeps_the_ticks()
    {
        await using var office = await OpenAsync();
        var form = await AcceptFormAsync(office);
        await CorrectAsync(office, "Sixty seats of everything");

        var again = Next(await office.SubmitsAsync(Kim, form, await office.AcceptInputsAsync(Kim)));

        Assert.Contains("What was sold", Said(new Reply.NextForm(again)), StringComparison.Ordinal);
        Assert.True(again.Parts.OfType<FormPart.Criteria>().Single().Of[0].Ticked);
        Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Kim, again, await office.AcceptInputsAsync(Kim)));
        Assert.Equal(HandoffStatus.Accepted, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task An_acceptance_that_is_redrawn_keeps_what_stands_in_it_and_the_revision_that_was_read()
    {
        await using var office = await OpenAsync();
        var form = await AcceptFormAsync(office);
        await CorrectAsync(office, "Sixty seats of everything");

        var redrawn = Next(await office.PressesInAsync(Kim, form, new(Act.Redraw, 1001, Text: "owner"), ("criteria-0", new Input.Ticked(true))));
        var again = Next(await office.SubmitsAsync(Kim, redrawn, await office.AcceptInputsAsync(Kim)));

        Assert.True(redrawn.Parts.OfType<FormPart.Criteria>().Single().Of[0].Ticked);
        Assert.Null(redrawn.Parts.OfType<FormPart.PersonField>().Single().Current);
        Assert.Equal(form.Token with { Drawing = 1 }, redrawn.Token);
        Assert.Contains("What was sold", Said(new Reply.NextForm(again)), StringComparison.Ordinal);
        Assert.Equal(HandoffStatus.Submitted, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task An_acceptance_is_redrawn_only_for_who_may_answer()
    {
        await using var office = await OpenAsync();
        var form = await AcceptFormAsync(office);

        Assert.Contains("Only Onboarding can answer", Said(await office.PressesInAsync(Sam, form, new(Act.Redraw, 1001, Text: "owner"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reject_needs_a_reason_and_a_field()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Reject, view.Handoff)));

        var errors = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, ("note", Text("No."))));

        Assert.Equal(["fields", "reasons"], errors.ByInput.Keys.Order());
        Assert.Equal("No.", errors.Redrawn.Parts.OfType<FormPart.TextField>().Single().Current);
    }

    [Fact]
    public async Task A_reject_is_confirmed_and_can_be_taken_back_for_five_minutes()
    {
        await using var office = await OpenAsync();
        var view = await office.RejectedAsync();

        Assert.Contains("Taken back", Said(await office.PressesAsync(Kim, Presses.Of(Act.Undo, view.Handoff))), StringComparison.Ordinal);

        Assert.Equal(HandoffStatus.Submitted, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task Undo_is_for_who_answered_and_for_five_minutes()
    {
        await using var office = await OpenAsync();
        var view = await office.AcceptedAsync();

        Assert.Contains("Only Kim", Said(await office.PressesAsync(Olu, Presses.Of(Act.Undo, view.Handoff))), StringComparison.Ordinal);
        office.Time.Pass(TimeSpan.FromMinutes(6));
        Assert.Contains("five minutes", Said(await office.PressesAsync(Kim, Presses.Of(Act.Undo, view.Handoff))), StringComparison.Ordinal);
        Assert.Equal(HandoffStatus.Accepted, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task A_click_on_an_older_round_never_acts_on_a_newer_one()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var old = Presses.Of(Act.Accept, view.Handoff);
        await office.PressesAsync(Sam, Presses.Of(Act.Withdraw, view.Handoff));
        var review = Open(await office.PressesAsync(Sam, new(Act.Continue, 1001)));
        await office.SubmitsAsync(Sam, review);

        Assert.Contains("round 1 of H-1001, which is now in round 2", Said(await office.PressesAsync(Kim, old)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_click_has_every_card_redrawn()
    {
        await using var office = await OpenAsync();
        var view = await office.AcceptedAsync();
        var brief = await BriefAsync(office);
        var before = (await office.IntentsAsync()).Count(one => one.Kind == IntentKind.Brief);

        await office.PressesAsync(Olu, Presses.Of(Act.Reject, view.Handoff), brief);

        Assert.Equal(before + 1, (await office.IntentsAsync()).Count(one => one.Kind == IntentKind.Brief));
    }

    [Fact]
    public async Task A_brief_that_we_do_not_know_is_adopted_by_a_click()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var message = new CardRef(Platform.Slack, Kim.Workspace, "C0ONB", "171.001");

        await office.PressesAsync(Kim, Presses.Of(Act.Accept, view.Handoff), message);
        await office.PressesAsync(Kim, Presses.Of(Act.Accept, view.Handoff), message);

        var card = Assert.Single(await office.RowsAsync(context => context.Cards));
        Assert.Equal((message, 1001), (card.Ref, card.Handoff));
    }

    [Fact]
    public async Task A_message_elsewhere_is_not_taken_for_a_brief()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        await office.PressesAsync(Kim, Presses.Of(Act.Accept, view.Handoff), new(Platform.Slack, Kim.Workspace, "C0OTHER", "171.001"));

        Assert.Empty(await office.RowsAsync(context => context.Cards));
    }

    [Fact]
    public async Task The_sender_corrects_an_answer_while_the_receiver_reads()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        await CorrectAsync(office, "Sixty seats of everything");

        var now = (await office.ViewAsync(1001)).Handoff;
        Assert.Equal("Sixty seats of everything", now.Answers.Find("scope")?.Plain);
        Assert.True(now.Revision > view.Handoff.Revision);
    }

    [Fact]
    public async Task A_correction_that_leaves_a_hole_is_refused_at_the_field()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        var step = await CorrectStepAsync(office);

        Assert.Equal(["scope"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, step)).ByInput.Keys);
    }

    [Fact]
    public async Task Nobody_but_the_sender_corrects()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        Assert.Contains("Only Sam", Said(await office.PressesAsync(Kim, Presses.Of(Act.Correct, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains("Only Sam", Said(await office.SubmitsAsync(Kim, await CorrectStepAsync(office), ("scope", Text("Something else entirely")))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_makes_it_a_draft_again()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        Assert.Contains("It is a draft again", Said(await office.PressesAsync(Sam, Presses.Of(Act.Withdraw, view.Handoff))), StringComparison.Ordinal);

        Assert.Equal(HandoffStatus.Draft, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task Kick_off_completes_it()
    {
        await using var office = await OpenAsync();
        var view = await office.AcceptedAsync();
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.KickOff, view.Handoff)));

        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Kim, form));

        Assert.Equal(HandoffStatus.Completed, (await office.ViewAsync(1001)).Handoff.Status);
        Assert.Contains("cannot be done now", Said(await office.PressesAsync(Kim, Presses.Of(Act.KickOff, view.Handoff))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_makes_one_the_holder_and_says_so()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        Assert.Contains("is yours to answer now", Said(await office.PressesAsync(Olu, Presses.Of(Act.Claim, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains("already", Said(await office.PressesAsync(Olu, Presses.Of(Act.Claim, view.Handoff))), StringComparison.Ordinal);

        var now = await office.ViewAsync(1001);
        Assert.Equal("Olu", now.NameOf(now.Handoff.ClaimedBy!.Value));
    }

    [Fact]
    public async Task Acknowledge_stops_the_repeats_until_the_clock_is_over()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var clock = Assert.Single(await office.RowsAsync(context => context.Clocks.Where(one => one.Kind == ClockKind.Acceptance)));
        var press = Presses.Of(Act.Acknowledge, view.Handoff) with { Clock = clock.Id, Run = clock.Run, Text = "50%" };

        Assert.Contains("Noted", Said(await office.PressesAsync(Kim, press)), StringComparison.Ordinal);
        Assert.Contains("Only Sales, Onboarding", Said(await office.PressesAsync(Dee, press)), StringComparison.Ordinal);
        Assert.Contains("is over", Said(await office.PressesAsync(Kim, press with { Clock = Guid.Empty })), StringComparison.Ordinal);
        await office.PressesAsync(Sam, Presses.Of(Act.Withdraw, view.Handoff));
        Assert.Contains("is over", Said(await office.PressesAsync(Kim, press)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Act.Acknowledge)]
    [InlineData(Act.Accept)]
    [InlineData(Act.Reject)]
    [InlineData(Act.Details)]
    [InlineData(Act.Show)]
    [InlineData(Act.Continue)]
    [InlineData(Act.Correct)]
    [InlineData(Act.Withdraw)]
    [InlineData(Act.Discard)]
    [InlineData(Act.KickOff)]
    [InlineData(Act.Undo)]
    [InlineData(Act.Claim)]
    [InlineData(Act.Release)]
    [InlineData(Act.Reassign)]
    [InlineData(Act.ReRoute)]
    [InlineData(Act.SendBack)]
    [InlineData(Act.Reopen)]
    [InlineData(Act.ChangeSender)]
    public async Task A_button_about_a_handoff_that_never_was_gets_a_sentence(Act act)
    {
        await using var office = await OpenAsync();

        Assert.Contains("There is no H-4711", Said(await office.PressesAsync(Kim, new(act, 4711))), StringComparison.Ordinal);
    }

    private static Form Open(Reply reply) => Assert.IsType<Reply.OpenForm>(reply).Form;

    private static Form Next(Reply reply) => Assert.IsType<Reply.NextForm>(reply).Form;

    private static async Task<Form> AcceptFormAsync(Office office) =>
        Open(await office.PressesAsync(Kim, Presses.Of(Act.Accept, (await office.SubmittedAsync()).Handoff)));

    private static async Task<Form> CorrectStepAsync(Office office)
    {
        var choose = Open(await office.PressesAsync(Sam, Presses.Of(Act.Correct, (await office.ViewAsync(1001)).Handoff)));
        return Next(await office.SubmitsAsync(Sam, choose, ("step", Choice("1"))));
    }

    private static async Task CorrectAsync(Office office, string scope) =>
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, await CorrectStepAsync(office), ("scope", Text(scope))));

    private static async Task<CardRef> BriefAsync(Office office)
    {
        var message = new CardRef(Platform.Slack, Kim.Workspace, "C0ONB", "171.001");
        await office.PressesAsync(Kim, Presses.Of(Act.Accept, (await office.ViewAsync(1001)).Handoff), message);
        return message;
    }
}
