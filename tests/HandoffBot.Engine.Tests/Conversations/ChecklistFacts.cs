using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

public sealed class ChecklistFacts
{
    [Fact]
    public async Task The_first_Next_starts_the_draft_and_goes_on()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);

        var second = Next(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd")), ("segment", Choice("SMB"))));

        Assert.Equal((1001, 1), (second.Token.Handoff!.Value, second.Token.Step));
        var handoff = (await office.ViewAsync(1001)).Handoff;
        Assert.Equal((HandoffStatus.Draft, "Brightwave Ltd", 1), (handoff.Status, handoff.ClientName, handoff.Step));
    }

    [Fact]
    public async Task The_same_Next_twice_goes_on_with_the_same_handoff()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);
        var sent = new Interaction.FormSubmitted(Sam, office.NewReceipt(), first.Token, Inputs(("client", NewClient("Brightwave Ltd"))));

        var one = Next(await office.HandleAsync(sent));
        var other = Next(await office.HandleAsync(sent));

        Assert.Equal(one.Token.Handoff, other.Token.Handoff);
        Assert.Single(await office.RowsAsync(context => context.Handoffs));
    }

    [Fact]
    public async Task What_is_missing_may_stay_so_and_is_listed_at_the_end()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);
        var second = Next(await office.SubmitsAsync(Sam, first));

        var review = Next(await office.SubmitsAsync(Sam, second));

        Assert.Equal(FormKind.Review, review.Token.Kind);
        Assert.Equal(["client", "segment", "scope"], review.Parts.OfType<FormPart.Finding>().Select(one => one.Field));
    }

    [Fact]
    public async Task A_malformed_answer_is_refused_beside_its_input_and_nothing_is_lost()
    {
        await using var office = await OpenAsync();
        var second = await SecondAsync(office);

        var errors = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, second, ("scope", Text("short"))));

        Assert.Equal(["scope"], errors.ByInput.Keys);
        Assert.Equal(Text("short"), errors.Redrawn.Parts.OfType<FormPart.ChecklistField>().Single(one => one.Field.Id == "scope").Current);
    }

    [Fact]
    public async Task What_did_not_fit_on_the_form_stays_as_it_is_stored()
    {
        await using var office = await OpenAsync();
        var second = await SecondAsync(office);
        var first = Next(await office.PressesInAsync(Sam, second, new(Act.Back), ("scope", Text("Fifty seats of everything"))));
        second = Next(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd")), ("segment", new Input.Untouched())));

        var back = Next(await office.PressesInAsync(Sam, second, new(Act.Redraw), ("scope", new Input.Untouched())));
        await office.SubmitsAsync(Sam, back, ("scope", new Input.Untouched()));

        Assert.Equal(Text("Fifty seats of everything"), back.Parts.OfType<FormPart.ChecklistField>().Single(one => one.Field.Id == "scope").Current);
        var answers = (await office.ViewAsync(1001)).Handoff.Answers;
        Assert.Equal(("Fifty seats of everything", "SMB"), (answers.Find("scope")!.Plain, answers.Find("segment")!.Plain));
    }

    [Fact]
    public async Task A_new_form_has_nothing_stored_that_could_stay()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);

        await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd")), ("segment", new Input.Untouched()));

        Assert.Null((await office.ViewAsync(1001)).Handoff.Answers.Find("segment"));
    }

    [Fact]
    public async Task Back_saves_what_stands_there()
    {
        await using var office = await OpenAsync();
        var second = await SecondAsync(office);

        var first = Next(await office.PressesInAsync(Sam, second, new(Act.Back), ("scope", Text("Fifty seats of everything"))));

        Assert.Equal(0, first.Token.Step);
        Assert.Equal("Fifty seats of everything", (await office.ViewAsync(1001)).Handoff.Answers.Find("scope")?.Plain);
    }

    [Fact]
    public async Task Back_from_the_last_screen_shows_the_last_step()
    {
        await using var office = await OpenAsync();
        var review = await office.ReviewedAsync();

        Assert.Equal(1, Next(await office.PressesInAsync(Sam, review, new(Act.Back, 1001))).Token.Step);
    }

    [Fact]
    public async Task A_field_appears_with_the_answer_that_it_depends_on_and_nothing_is_stored()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);

        var redrawn = Next(await office.PressesInAsync(
            Sam, first, new(Act.Redraw, Text: "segment"), ("client", NewClient("Brightwave Ltd")), ("segment", Choice("Enterprise"))));

        Assert.Contains(redrawn.Parts.OfType<FormPart.ChecklistField>(), one => one.Field.Id == "security");
        Assert.Equal("Brightwave Ltd", redrawn.Parts.OfType<FormPart.ClientField>().Single().Current?.Label);
        Assert.Empty(await office.RowsAsync(context => context.Handoffs));
    }

    [Fact]
    public async Task Next_stays_on_the_step_when_it_asks_for_more()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);

        var again = Next(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd")), ("segment", Choice("Enterprise"))));

        Assert.Equal(0, again.Token.Step);
        Assert.Contains(again.Parts.OfType<FormPart.ChecklistField>(), one => one.Field.Id == "security");
    }

    [Fact]
    public async Task Fix_opens_the_step_with_the_sentence_at_the_field()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);
        var second = Next(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd"))));
        var review = Next(await office.SubmitsAsync(Sam, second, ("scope", Text("Fifty seats of everything"))));

        var step = Next(await office.PressesInAsync(Sam, review, review.Parts.OfType<FormPart.Finding>().Single().Fix));

        Assert.Equal(0, step.Token.Step);
        Assert.NotNull(step.Parts.OfType<FormPart.ChecklistField>().Single(one => one.Field.Id == "segment").Error);
    }

    [Fact]
    public async Task Submitting_with_something_open_redraws_the_last_screen()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);
        var second = Next(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd"))));
        var review = Next(await office.SubmitsAsync(Sam, second));

        var again = Next(await office.SubmitsAsync(Sam, review));

        Assert.Equal((FormKind.Review, review.Token.Drawing + 1), (again.Token.Kind, again.Token.Drawing));
        Assert.Equal(HandoffStatus.Draft, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task Submit_sends_it_and_the_sender_keeps_the_client()
    {
        await using var office = await OpenAsync();

        var view = await office.SubmittedAsync();

        Assert.Equal((HandoffStatus.Submitted, 1), (view.Handoff.Status, view.Handoff.Round));
        Assert.Equal(view.Handoff.Sender, view.Client?.Owner);
        Assert.Contains(await office.IntentsAsync(), intent => intent is { Kind: IntentKind.Brief, Handoff: 1001 });
    }

    [Fact]
    public async Task A_second_submit_closes_the_form_and_sends_nothing_more()
    {
        await using var office = await OpenAsync();
        var review = await office.ReviewedAsync();
        var sent = new Interaction.FormSubmitted(Sam, office.NewReceipt(), review.Token, Inputs());

        await office.HandleAsync(sent);
        Assert.IsType<Reply.CloseForm>(await office.HandleAsync(sent));

        Assert.Equal(1, (await office.ViewAsync(1001)).Handoff.Round);
    }

    [Fact]
    public async Task A_client_that_is_being_handed_over_already_is_said_at_its_field()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        var first = await FirstAsync(office);

        var errors = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd"))));

        Assert.Contains("H-1001", errors.ByInput["client"], StringComparison.Ordinal);
        Assert.Single(await office.RowsAsync(context => context.Handoffs));
    }

    [Fact]
    public async Task A_form_of_an_earlier_round_changes_nothing()
    {
        await using var office = await OpenAsync();
        var second = await SecondAsync(office);
        var review = Next(await office.SubmitsAsync(Sam, second, ("scope", Text("Fifty seats of everything"))));
        await office.SubmitsAsync(Sam, review);

        var reply = await office.SubmitsAsync(Sam, second, ("scope", Text("Something else entirely")));

        Assert.Contains("round 1", Said(reply), StringComparison.Ordinal);
        Assert.Equal("Fifty seats of everything", (await office.ViewAsync(1001)).Handoff.Answers.Find("scope")?.Plain);
    }

    [Fact]
    public async Task Nobody_else_writes_in_a_draft_whatever_the_form_carries()
    {
        await using var office = await OpenAsync();
        var second = await SecondAsync(office);

        var saved = await office.SubmitsAsync(Kim, second, ("scope", Text("Something else entirely")));
        var redrawn = await office.PressesInAsync(Kim, second, new(Act.Redraw), ("scope", Text("x")));
        var fixedUp = await office.PressesInAsync(Kim, second, new(Act.Fix, 1001, Text: "scope"));

        Assert.All(new[] { saved, redrawn, fixedUp }, reply => Assert.Contains("Only Sam", Said(reply), StringComparison.Ordinal));
        Assert.Null((await office.ViewAsync(1001)).Handoff.Answers.Find("scope"));
    }

    [Fact]
    public async Task The_senders_lead_can_go_on_with_it()
    {
        await using var office = await OpenAsync();
        await SecondAsync(office);

        Assert.Equal(1, Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Ana, new(Act.Continue, 1001))).Form.Token.Step);
    }

    [Fact]
    public async Task A_rejected_one_is_mended_and_sent_again()
    {
        await using var office = await OpenAsync();
        var view = await office.RejectedAsync();

        var review = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Sam, Presses.Of(Act.Continue, view.Handoff))).Form;
        var step = Next(await office.PressesInAsync(Sam, review, review.Parts.OfType<FormPart.Finding>().Single().Fix));
        Assert.Contains("Rejected by Kim", Said(new Reply.NextForm(step)), StringComparison.Ordinal);
        review = Next(await office.SubmitsAsync(Sam, step, ("scope", Text("Fifty seats of modules A and B"))));
        Assert.Equal("Resubmit", review.Submit);
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, review));

        Assert.Equal((HandoffStatus.Submitted, 2), ((await office.ViewAsync(1001)).Handoff.Status, (await office.ViewAsync(1001)).Handoff.Round));
    }

    [Fact]
    public async Task Discard_on_the_last_screen_ends_it()
    {
        await using var office = await OpenAsync();
        var review = await office.ReviewedAsync();
        var discard = review.Parts.OfType<FormPart.AnswerButtons>().SelectMany(one => one.Of).Single(one => one.Press.Act == Act.Discard);

        Assert.Contains("discarded", Said(await office.PressesInAsync(Sam, review, discard.Press)), StringComparison.Ordinal);
        Assert.Equal(HandoffStatus.Discarded, (await office.ViewAsync(1001)).Handoff.Status);
    }

    [Fact]
    public async Task A_forged_person_is_refused_beside_the_field()
    {
        await using var office = await OpenAsync();
        var second = await SecondAsync(office);

        var reply = await office.SubmitsAsync(Sam, second, ("scope", Text("Fifty seats of everything")), ("seller", Choice(Guid.Empty.ToString("D"))));

        Assert.Equal(["seller"], Assert.IsType<Reply.FormErrors>(reply).ByInput.Keys);
    }

    [Fact]
    public async Task A_forged_token_gets_a_sentence()
    {
        await using var office = await OpenAsync();
        var first = await FirstAsync(office);
        Form[] forged =
        [
            first with { Token = first.Token with { Playbook = "no-such" } },
            first with { Token = first.Token with { Handoff = 4711 } },
            first with { Token = first.Token with { Step = 99 } },
        ];

        foreach (var form in forged)
            Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Sam, form, ("client", NewClient("X"))));

        Assert.Empty(await office.RowsAsync(context => context.Handoffs));
    }

    private static Form Next(Reply reply) => Assert.IsType<Reply.NextForm>(reply).Form;

    private static async Task<Form> FirstAsync(Office office) => Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new")).Form;

    private static async Task<Form> SecondAsync(Office office) => Next(await office.SubmitsAsync(
        Sam, await FirstAsync(office), ("client", NewClient("Brightwave Ltd")), ("segment", Choice("SMB"))));
}
