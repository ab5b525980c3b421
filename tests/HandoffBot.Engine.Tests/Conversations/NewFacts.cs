using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

public sealed class NewFacts
{
    [Fact]
    public async Task New_opens_the_checklist_and_stores_nothing_yet()
    {
        await using var office = await OpenAsync();

        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new")).Form;

        Assert.Equal((FormKind.Checklist, "sales-to-onboarding", null), (form.Token.Kind, form.Token.Playbook, form.Token.Handoff));
        Assert.Empty(await office.RowsAsync(context => context.Handoffs));
    }

    [Fact]
    public async Task A_client_that_is_named_stands_in_the_form()
    {
        await using var office = await OpenAsync();

        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new sales-to-onboarding Brightwave Ltd")).Form;

        Assert.Equal("new:Brightwave Ltd", form.Parts.OfType<FormPart.ClientField>().Single().Current?.Id);
    }

    [Fact]
    public async Task A_playbook_is_named_by_its_name_too()
    {
        await using var office = await OpenAsync();

        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new Sales to Onboarding Brightwave Ltd")).Form;

        Assert.Equal("Brightwave Ltd", form.Parts.OfType<FormPart.ClientField>().Single().Current?.Label);
    }

    [Fact]
    public async Task Of_several_playbooks_one_is_chosen_first_and_the_client_is_kept()
    {
        await using var office = await OpenAsync();

        var choose = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Kim, "new Brightwave Ltd")).Form;
        var options = choose.Parts.OfType<FormPart.OneOf>().Single().Options.Select(one => one.Id);
        var form = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Kim, choose, ("playbook", Choice("onboarding-to-sales")))).Form;

        Assert.Equal(["onboarding-to-delivery", "onboarding-to-sales"], options.Order());
        Assert.Equal("Brightwave Ltd", form.Parts.OfType<FormPart.ClientField>().Single().Current?.Label);
    }

    [Fact]
    public async Task Choosing_none_is_said_beside_the_choice()
    {
        await using var office = await OpenAsync();
        var choose = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Kim, "new")).Form;

        Assert.Contains("playbook", Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, choose)).ByInput.Keys);
    }

    [Fact]
    public async Task A_playbook_of_others_says_who_may_start_it()
    {
        await using var office = await OpenAsync();

        Assert.Contains("Only Sales can start Sales to Onboarding", Said(await office.TypesAsync(Kim, "new sales-to-onboarding")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_choice_says_who_may_start_it()
    {
        await using var office = await OpenAsync();
        var choose = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Kim, "new")).Form;

        var reply = await office.SubmitsAsync(Kim, choose, ("playbook", Choice("sales-to-onboarding")));

        Assert.Contains("Only Sales can start", Said(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_in_no_sending_team_is_told_whom_to_ask()
    {
        await using var office = await OpenAsync();

        Assert.Contains("You are in no team that hands clients over", Said(await office.TypesAsync(Dee, "new")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_playbook_that_leads_only_into_Microsoft_Teams_says_so()
    {
        await using var office = await OpenAsync();

        Assert.Contains("Microsoft Teams", Said(await office.TypesAsync(Kim, "new onboarding-to-delivery")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_in_the_playbook_gets_the_nearest()
    {
        await using var office = await OpenAsync();

        var card = Assert.IsType<Reply.Notice>(await office.TypesAsync(Sam, "new sales-to-onbording Brightwave Ltd")).Card;

        Assert.Equal("new sales-to-onboarding Brightwave Ltd", Buttons(card)[0].Press.Text);
    }

    [Fact]
    public async Task A_draft_for_that_client_is_resumed_where_it_was_left()
    {
        await using var office = await OpenAsync();
        var first = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new")).Form;
        await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd")), ("segment", Choice("SMB")));

        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new brightwave  ltd")).Form;

        Assert.Equal((1001, 1), (form.Token.Handoff!.Value, form.Token.Step));
    }

    [Fact]
    public async Task An_open_handoff_of_that_client_is_shown_instead()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();

        var card = Assert.IsType<Reply.Notice>(await office.TypesAsync(Sam, "new Brightwave Ltd")).Card;

        Assert.Contains("H-1001", card.Summary.Plainly(), StringComparison.Ordinal);
        Assert.Equal(Act.Show, Buttons(card).Single().Press.Act);
    }

    [Fact]
    public async Task Searching_for_a_client_where_a_playbook_is_chosen_draws_the_same_form_with_what_stands_in_it()
    {
        await using var office = await OpenAsync();
        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Kim, "new")).Form;

        var redrawn = Assert.IsType<Reply.NextForm>(await office.PressesInAsync(
            Kim, form, new(Act.Redraw, Text: ChoosePlaybookScreen.Client), ("playbook", Choice("onboarding-to-sales")), ("client", NewClient("Brightwave Ltd")))).Form;

        Assert.Equal(form.Token with { Drawing = 1 }, redrawn.Token);
        Assert.Equal("onboarding-to-sales", redrawn.Parts.OfType<FormPart.OneOf>().Single().Current);
        Assert.Equal("Brightwave Ltd", redrawn.Parts.OfType<FormPart.ClientField>().Single().Current?.Label);
    }

    [Fact]
    public async Task Several_clients_that_could_be_meant_give_a_choice_and_a_new_one()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync("Brightwave Ltd");
        await office.SubmittedAsync("Brightwave GmbH");

        var card = Assert.IsType<Reply.Notice>(await office.TypesAsync(Sam, "new Brightwave")).Card;

        Assert.Equal(["Brightwave GmbH", "Brightwave Ltd", "New client: Brightwave"], Buttons(card).Select(one => one.Label));
        var form = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Sam, Buttons(card)[2].Press)).Form;
        Assert.Equal("new:Brightwave", form.Parts.OfType<FormPart.ClientField>().Single().Current?.Id);
    }

    [Fact]
    public async Task The_longest_known_name_that_fits_wins()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync("Brightwave Ltd");

        Assert.Contains(view.Handoff.Reference, Said(await office.TypesAsync(Sam, "new Brightwave Ltd please")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_can_open_no_form_so_a_button_is_offered()
    {
        await using var office = await OpenAsync();

        var card = Assert.IsType<Reply.Notice>(await office.WritesAsync(Sam, "new Brightwave Ltd")).Card;

        Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Sam, Buttons(card).Single().Press));
    }

    internal static string Said(Reply reply) => reply switch
    {
        Reply.Notice notice => All(notice.Card.Parts),
        Reply.NextForm next => All(next.Form.Parts.OfType<FormPart.Shown>().Select(one => one.Part)),
        Reply.OpenForm open => All(open.Form.Parts.OfType<FormPart.Shown>().Select(one => one.Part)),
        _ => reply.ToString(),
    };

    internal static IReadOnlyList<CardButton> Buttons(Card card) => [.. card.Parts.OfType<CardPart.Buttons>().SelectMany(one => one.Of)];

    private static string All(IEnumerable<CardPart> parts) => string.Join('\n', parts.Select(part => part switch
    {
        CardPart.Header header => header.Title,
        CardPart.Text text => text.Phrase.Plainly(),
        CardPart.Note note => note.Phrase.Plainly(),
        CardPart.Facts facts => string.Join('\n', facts.Of.Select(fact => $"{fact.Label}: {fact.Value.Plainly()}")),
        CardPart.LongText text => $"{text.Label}: {text.Value}",
        _ => "",
    }));
}
