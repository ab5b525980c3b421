using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>From one person to another, from one team to another, and back.</summary>
public sealed class ChangingHandsFacts
{
    [Fact]
    public async Task A_claim_is_given_up_and_whoever_is_proposed_is_told()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        await office.PressesAsync(Olu, Presses.Of(Act.Claim, view.Handoff));

        Assert.Contains("Only Olu, who claimed it", Said(await office.PressesAsync(Kim, Presses.Of(Act.Release, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains("It is Kim's to answer again", Said(await office.PressesAsync(Olu, Presses.Of(Act.Release, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains("nothing to give up", Said(await office.PressesAsync(Olu, Presses.Of(Act.Release, view.Handoff))), StringComparison.Ordinal);

        Assert.Null((await office.ViewAsync(1001)).Handoff.ClaimedBy);
        Assert.Equal([Turn.Submitted, Turn.Released], await TurnsAsync(office, IntentKind.TurnToReceivers));
        Assert.Empty(await TurnsAsync(office, IntentKind.TurnToSender));
    }

    [Fact]
    public async Task Where_nobody_is_proposed_what_is_given_up_waits_for_anybody()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        await ReRoutedAsync(office, view);
        var there = (await office.ViewAsync(1001)).Handoff;
        await office.PressesAsync(Dee, Presses.Of(Act.Claim, there));

        Assert.Contains("waits for anybody of Support", Said(await office.PressesAsync(Dee, Presses.Of(Act.Release, there))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_given_to_a_colleague_who_is_found_among_the_receivers()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Reassign, view.Handoff)));

        Assert.Equal(["Kim", "Olu"], (await FindsAsync(office, Kim, form)).Order());
        Assert.Equal("Choose somebody.", Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form)).ByInput["to"]);
        Assert.Contains("somebody else must answer it", await WhyNotAsync(office, Kim, form, Sam), StringComparison.Ordinal);
        Assert.Contains("in hand already", await WhyNotAsync(office, Kim, form, Kim), StringComparison.Ordinal);
        Assert.Contains("H-1001 is Olu's to answer now", Said(await office.SubmitsAsync(Kim, form, ("to", await office.PersonAsync(Olu)))), StringComparison.Ordinal);

        var now = await office.ViewAsync(1001);
        Assert.Equal(("Olu", "Kim gave it to them"), (now.NameOf(now.Handoff.Proposal!.Person), now.Handoff.Proposal.Why));
        Assert.Equal([Turn.Submitted, Turn.Reassigned], await TurnsAsync(office, IntentKind.TurnToReceivers));
        Assert.Contains("Kim gave it to Olu, in Slack", Said(await office.PressesAsync(Sam, Presses.Of(Act.Details, view.Handoff))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sending_lead_lets_somebody_else_go_on()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Ana, Presses.Of(Act.ChangeSender, view.Handoff)));

        Assert.Equal(["Ana", "Sam"], (await FindsAsync(office, Ana, form)).Order());
        Assert.Contains("is the sender of H-1001 already", await WhyNotAsync(office, Ana, form, Sam), StringComparison.Ordinal);
        Assert.Contains("Ana is the sender of H-1001 now", Said(await office.SubmitsAsync(Ana, form, ("to", await office.PersonAsync(Ana)))), StringComparison.Ordinal);

        Assert.Equal("Ana", (await office.ViewAsync(1001)).NameOf((await office.ViewAsync(1001)).Handoff.Sender));
        Assert.Single(await office.RowsAsync(context => context.Handoffs.Where(one => context.People.Any(person => person.Id == one.Sender && person.Name == "Ana"))));
        Assert.Contains("Only Ana", Said(await office.PressesAsync(Sam, Presses.Of(Act.Correct, view.Handoff))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_was_never_sent_is_gone_on_with_by_whoever_is_told()
    {
        await using var office = await OpenAsync();
        var review = await office.ReviewedAsync();
        var draft = (await office.ViewAsync(review.Token.Handoff!.Value)).Handoff;
        var form = Open(await office.PressesAsync(Ana, Presses.Of(Act.ChangeSender, draft)));
        await office.SubmitsAsync(Ana, form, ("to", await office.PersonAsync(Ana)));

        // Nobody is told what they have just done themselves.
        var intents = await office.IntentsAsync();
        Assert.DoesNotContain(intents, one => one.Kind == IntentKind.TurnToSender);
        Assert.Contains("has another sender now", Assert.Single(intents).Text, StringComparison.Ordinal);
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Ana, Open(await office.PressesAsync(Ana, new(Act.Continue, draft.Number)))));
    }

    [Fact]
    public async Task A_form_that_searches_by_drawing_anew_keeps_what_stands_in_it()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        foreach (var (who, act) in new[] { (Kim, Act.Reassign), (Ana, Act.ChangeSender) })
        {
            var form = Open(await office.PressesAsync(who, Presses.Of(act, view.Handoff)));

            var redrawn = Next(await office.PressesInAsync(who, form, new(Act.Redraw, 1001, Text: "to"), ("to", await office.PersonAsync(Ana))));

            Assert.Equal(form.Token with { Drawing = 1 }, redrawn.Token);
            Assert.NotNull(redrawn.Parts.OfType<FormPart.PersonField>().Single().Current);
            Assert.Contains("Only ", Said(await office.PressesInAsync(Sam, form, new(Act.Redraw, 1001, Text: "to"))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_goes_to_another_team_with_a_reason_and_the_first_one_answers_no_more()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.ReRoute, view.Handoff)));

        Assert.Equal(["Delivery", "Support"], form.Parts.OfType<FormPart.OneOf>().Single().Options.Select(one => one.Label));
        Assert.Equal("Choose a team.", await BesideAsync(office, form, "team", ("reason", Text("Theirs"))));
        Assert.Contains("not connected to", await BesideAsync(office, form, "team", ("team", Choice("delivery")), ("reason", Text("Theirs"))), StringComparison.Ordinal);
        Assert.Contains("say in a sentence why", await BesideAsync(office, form, "reason", ("team", Choice("support"))), StringComparison.Ordinal);
        Assert.Contains(
            "H-1001 is with Support now, and Sam is told",
            Said(await office.SubmitsAsync(Kim, form, ("team", Choice("support")), ("reason", Text("A ticket, no project")))), StringComparison.Ordinal);

        Assert.Equal([Turn.Submitted, Turn.ReRouted], await TurnsAsync(office, IntentKind.TurnToReceivers));
        Assert.Equal([Turn.ReRouted], await TurnsAsync(office, IntentKind.TurnToSender));
        Assert.Contains("Only Support can answer H-1001: Dee", Said(await office.PressesAsync(Kim, Presses.Of(Act.Accept, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains("Only Sales, Support", Said(await office.PressesAsync(Kim, Presses.Of(Act.Details, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains(
            "Kim re-routed it from Onboarding to Support: “A ticket, no project”",
            Said(await office.PressesAsync(Dee, Presses.Of(Act.Details, view.Handoff))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_re_route_that_somebody_else_was_faster_with_says_where_it_is()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var roots = Open(await office.PressesAsync(Root, Presses.Of(Act.ReRoute, view.Handoff)));
        await ReRoutedAsync(office, view);

        var late = await office.SubmitsAsync(Root, roots, ("team", Choice("support")), ("reason", Text("Theirs")));

        Assert.Contains("was sent to Support", Said(late), StringComparison.Ordinal);
        Assert.Single(await TurnsAsync(office, IntentKind.TurnToSender));
    }

    [Fact]
    public async Task What_was_accepted_is_sent_back_as_a_rejection_is_with_what_it_teaches()
    {
        await using var office = await OpenAsync();
        var view = await office.AcceptedAsync();
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.SendBack, view.Handoff)));

        Assert.Contains("the client goes back to Sam", Said(new Reply.OpenForm(form)), StringComparison.Ordinal);
        Assert.Equal(["fields", "reasons"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form)).ByInput.Keys.Order());
        var done = await office.SubmitsAsync(
            Kim, form, ("reasons", new Input.Many(["scope-unclear"])), ("fields", new Input.Many(["scope"])), ("note", Text("It is three sites.")));

        Assert.Contains("You sent H-1001 back. Sam is told why. Sam owns Brightwave Ltd now.", Said(done), StringComparison.Ordinal);
        var now = await office.ViewAsync(1001);
        Assert.Equal((HandoffStatus.Rejected, true, "Sam"), (now.Handoff.Status, now.Handoff.Rejected!.IsLate, now.NameOf(now.Client!.Owner)));
        Assert.Equal([Turn.Accepted, Turn.SentBack], await TurnsAsync(office, IntentKind.TurnToSender));
        Assert.Contains("was sent back by Kim", Said(await office.PressesAsync(Olu, Presses.Of(Act.SendBack, view.Handoff))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_client_goes_back_is_told_when_neither_sent_nor_asked_for_it()
    {
        await using var office = await OpenAsync();
        var view = await office.AcceptedAsync();
        var form = Open(await office.PressesAsync(Olu, Presses.Of(Act.SendBack, view.Handoff)));

        await office.SubmitsAsync(Olu, form, ("reasons", new Input.Many(["scope-unclear"])), ("fields", new Input.Many(["scope"])));

        Assert.Contains("was sent back to be mended, so Brightwave Ltd belongs to its earlier owner again", Assert.Single(await office.IntentsAsync(), one => one.Kind == IntentKind.Sentence).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_completed_is_opened_again_for_14_days()
    {
        await using var office = await OpenAsync();
        var view = await office.AcceptedAsync();
        await office.SubmitsAsync(Kim, Open(await office.PressesAsync(Kim, Presses.Of(Act.KickOff, view.Handoff))));

        Assert.Contains("Only Kim, who owns the client, and Olu, who leads Onboarding,", Said(await office.PressesAsync(Sam, Presses.Of(Act.Reopen, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains("H-1001 is open again", Said(await office.PressesAsync(Olu, Presses.Of(Act.Reopen, view.Handoff))), StringComparison.Ordinal);
        Assert.Equal(HandoffStatus.Accepted, (await office.ViewAsync(1001)).Handoff.Status);
        Assert.Equal([Turn.Accepted, Turn.Completed, Turn.Reopened], await TurnsAsync(office, IntentKind.TurnToSender));

        await office.SubmitsAsync(Kim, Open(await office.PressesAsync(Kim, Presses.Of(Act.KickOff, view.Handoff))));
        office.Time.Pass(TimeSpan.FromDays(14.1));
        Assert.Contains("for 14 days", Said(await office.PressesAsync(Kim, Presses.Of(Act.Reopen, view.Handoff))), StringComparison.Ordinal);
        Assert.Equal(HandoffStatus.Completed, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Theory]
    [InlineData(Act.Reassign, "Only Onboarding can give H-1001 to somebody: Kim, Olu.")]
    [InlineData(Act.ReRoute, "Only Onboarding, Ana, who leads Sales, and admins can re-route H-1001.")]
    [InlineData(Act.ChangeSender, "Only Ana, who leads Sales, can change who sends H-1001.")]
    [InlineData(Act.SendBack, "That cannot be done now.")]
    [InlineData(Act.Reopen, "That cannot be done now.")]
    public async Task Who_may_not_is_told_before_a_form_opens_and_when_it_is_sent(Act act, string says)
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        Assert.Contains(says, Said(await office.PressesAsync(Sam, Presses.Of(act, view.Handoff))), StringComparison.Ordinal);
        if (Enum.TryParse<FormKind>(act.ToString(), out var kind))
        {
            var forged = new Form(new(kind, 1001, Round: 1, Text: "onboarding"), "x", [], "x");
            Assert.Contains(says, Said(await office.SubmitsAsync(Sam, forged, ("to", await office.PersonAsync(Olu)))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_of_another_round_never_acts()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Reassign, view.Handoff)));
        await office.PressesAsync(Sam, Presses.Of(Act.Withdraw, view.Handoff));
        await office.SubmitsAsync(Sam, Open(await office.PressesAsync(Sam, new(Act.Continue, 1001))));

        Assert.Contains("which is now in round 2", Said(await office.SubmitsAsync(Kim, form, ("to", await office.PersonAsync(Olu)))), StringComparison.Ordinal);
        Assert.Contains("which is now in round 2", Said(await office.PressesAsync(Kim, Presses.Of(Act.Reassign, view.Handoff))), StringComparison.Ordinal);
    }

    private static Form Open(Reply reply) => Assert.IsType<Reply.OpenForm>(reply).Form;

    private static Form Next(Reply reply) => Assert.IsType<Reply.NextForm>(reply).Form;

    private static async Task ReRoutedAsync(Office office, HandoffView view)
    {
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.ReRoute, view.Handoff)));
        await office.SubmitsAsync(Kim, form, ("team", Choice("support")), ("reason", Text("A ticket, no project")));
    }

    private static async Task<IEnumerable<string>> FindsAsync(Office office, AccountRef by, Form form) => Assert.IsType<Reply.Suggestions>(
        await office.HandleAsync(new Interaction.SuggestionsAsked(by, office.NewReceipt(), SuggestionSource.People, "", form.Token))).Of.Select(one => one.Label);

    private static async Task<string> WhyNotAsync(Office office, AccountRef by, Form form, AccountRef to) =>
        Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(by, form, ("to", await office.PersonAsync(to)))).ByInput["to"];

    private static async Task<string> BesideAsync(Office office, Form form, string input, params (string, Input)[] inputs) =>
        Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, inputs)).ByInput[input];

    private static async Task<IReadOnlyList<Turn>> TurnsAsync(Office office, IntentKind kind) =>
        [.. (await office.IntentsAsync()).Where(one => one.Kind == kind).Select(one => one.Turn!.Value)];
}
