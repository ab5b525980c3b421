using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using Microsoft.EntityFrameworkCore;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary><c>own NAME @person</c>.</summary>
public sealed class OwningFacts
{
    [Fact]
    public async Task Without_a_client_or_with_one_that_nobody_knows_it_says_how()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        await office.SubmittedAsync("Brightwave East");

        Assert.Contains("Which client, and to whom?", Said(await office.TypesAsync(Ana, "own")), StringComparison.Ordinal);
        Assert.Contains("Which client, and to whom?", Said(await office.TypesAsync(Ana, "own @Kim")), StringComparison.Ordinal);
        Assert.Contains("There is no client “Castor AG”", Said(await office.TypesAsync(Ana, "own Castor AG <@UKIM>")), StringComparison.Ordinal);

        var which = Assert.IsType<Reply.Notice>(await office.TypesAsync(Ana, "own Bright <@UKIM>")).Card;
        Assert.Equal(
            ["own \"Brightwave East\" <@UKIM>", "own \"Brightwave Ltd\" <@UKIM>"], Buttons(which).Select(one => one.Press.Text));
        Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Ana, Buttons(which)[1].Press));
    }

    [Theory]
    [InlineData("own Brightwave Ltd <@UOLU>", "Olu", null)]
    [InlineData("own brightwave ltd @Olu", "Olu", null)]
    [InlineData("own \"Brightwave Ltd\" olu@acme.example, she knows them", "Olu", "she knows them")]
    [InlineData("own Brightwave Ltd <@UOLU> she knows them", "Olu", "she knows them")]
    [InlineData("own Brightwave Ltd Olu", "Olu", null)]
    [InlineData("own Brightwave Ltd", null, null)]
    public async Task Whoever_is_mentioned_or_named_stands_in_the_form(string words, string? person, string? reason)
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();

        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Root, words)).Form;

        Assert.Equal(person, form.Parts.OfType<FormPart.PersonField>().Single().Current?.Label);
        Assert.Equal(reason, form.Parts.OfType<FormPart.TextField>().Single().Current);
        Assert.Contains("Brightwave Ltd is Kim's", Said(new Reply.OpenForm(form)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_nobody_or_only_sounds_like_somebody_is_a_choice()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();

        Assert.Contains("I know nobody called", Said(await office.TypesAsync(Root, "own Brightwave Ltd <@UNOBODY>")), StringComparison.Ordinal);
        var choice = Assert.IsType<Reply.Notice>(await office.TypesAsync(Root, "own Brightwave Ltd @olo")).Card;
        Assert.Contains("own \"Brightwave Ltd\" olu@acme.example", Buttons(choice).Select(one => one.Press.Text));
        Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Root, Buttons(choice)[0].Press));
    }

    [Fact]
    public async Task Of_several_who_are_called_so_one_is_chosen_and_the_reason_stays()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();
        await office.ChangeAsync(async context =>
        {
            (await context.People.SingleAsync(one => one.Email == "olu@acme.example")).Name = "Olu Okafor";
            (await context.People.SingleAsync(one => one.Email == "dee@acme.example")).Name = "Olu Dawson";
        });

        var choice = Assert.IsType<Reply.Notice>(await office.TypesAsync(Root, "own Brightwave Ltd @ol since she knows them")).Card;

        Assert.Equal(
            ["own \"Brightwave Ltd\" dee@acme.example since she knows them", "own \"Brightwave Ltd\" olu@acme.example since she knows them"],
            Buttons(choice).Select(one => one.Press.Text).Order());
        var form = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Root, Buttons(choice).Single(one => one.Press.Text!.Contains("olu@", StringComparison.Ordinal)).Press)).Form;
        Assert.Equal("since she knows them", form.Parts.OfType<FormPart.TextField>().Single().Current);
    }

    [Fact]
    public async Task In_a_message_the_form_is_offered_by_a_button()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();

        var card = Assert.IsType<Reply.Notice>(await office.WritesAsync(Root, "own Brightwave Ltd <@UOLU>")).Card;

        Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Root, Buttons(card).Single().Press));
    }

    [Fact]
    public async Task Who_may_not_is_told_who_may_and_so_is_a_form_of_theirs()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();
        const string says = "Only Kim, who owns it, the lead of Onboarding and admins can transfer Brightwave Ltd.";

        Assert.Contains(says, Said(await office.TypesAsync(Sam, "own Brightwave Ltd <@USAM>")), StringComparison.Ordinal);
        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Root, "own Brightwave Ltd <@USAM>")).Form;
        Assert.Contains(
            says, Said(await office.SubmitsAsync(Sam, form, ("to", await office.PersonAsync(Sam)), ("reason", Text("Mine")))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_is_led_to_the_playbook_between_the_two_teams()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();

        var card = Assert.IsType<Reply.Notice>(await office.TypesAsync(Kim, "own Brightwave Ltd <@USAM>")).Card;
        Assert.Contains("goes to Sam by a handoff: “Back to Sales”", Said(new Reply.Notice(card)), StringComparison.Ordinal);
        Assert.Equal("new onboarding-to-sales \"Brightwave Ltd\"", Assert.Single(Buttons(card)).Press.Text);
        Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Kim, Buttons(card)[0].Press));

        // Chosen in the form, the same is said when it is sent.
        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Kim, "own Brightwave Ltd")).Form;
        var sent = await office.SubmitsAsync(Kim, form, ("to", await office.PersonAsync(Sam)), ("reason", Text("Moving")));
        Assert.Contains("goes to Sam by a handoff", Said(sent), StringComparison.Ordinal);
        Assert.Equal("Kim", (await office.ViewAsync(1001)).NameOf((await office.ViewAsync(1001)).Client!.Owner));
    }

    [Fact]
    public async Task What_is_missing_stands_beside_its_input_and_what_was_typed_is_kept()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();
        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Olu, "own Brightwave Ltd")).Form;

        Assert.Equal(["to"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Olu, form, ("reason", Text("Moving")))).ByInput.Keys);
        var noReason = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Olu, form, ("to", await office.PersonAsync(Olu))));
        Assert.Equal(["reason"], noReason.ByInput.Keys);
        Assert.NotNull(noReason.Redrawn.Parts.OfType<FormPart.PersonField>().Single().Current);
        Assert.Contains(
            "Kim owns Brightwave Ltd already",
            Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Olu, form, ("to", await office.PersonAsync(Kim)), ("reason", Text("Moving")))).ByInput["to"],
            StringComparison.Ordinal);
        var redrawn = Assert.IsType<Reply.NextForm>(await office.PressesInAsync(Olu, form, new(Act.Redraw, Text: "to"), ("reason", Text("Moving")))).Form;
        Assert.Equal((form.Token with { Drawing = 1 }, "Moving"), (redrawn.Token, redrawn.Parts.OfType<FormPart.TextField>().Single().Current));
        foreach (var text in new[] { "x", $"{Guid.NewGuid()}/{Guid.NewGuid()}" })
        {
            var forged = form with { Token = form.Token with { Text = text } };
            Assert.Contains("no longer there", Said(await office.SubmitsAsync(Olu, forged)), StringComparison.Ordinal);
            Assert.Contains("no longer there", Said(await office.PressesInAsync(Olu, forged, new(Act.Redraw, Text: "to"))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_lead_transfers_at_once_the_handoff_is_owed_and_all_are_told()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();
        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Olu, "own Brightwave Ltd <@USAM> Kim leaves")).Form;
        var inputs = new[] { ("to", await office.PersonAsync(Sam)), ("reason", Text("Kim leaves")) };
        var receipt = office.NewReceipt();

        var done = await office.HandleAsync(new Interaction.FormSubmitted(Olu, receipt, form.Token, Inputs(inputs)));
        var again = await office.HandleAsync(new Interaction.FormSubmitted(Olu, receipt, form.Token, Inputs(inputs)));
        var late = await office.SubmitsAsync(Root, form, ("to", await office.PersonAsync(Olu)), ("reason", Text("Olu has time")));

        Assert.Contains("Sam owns Brightwave Ltd now, and both are told. Kim owes them the handoff, H-1002, by a clock.", Said(done), StringComparison.Ordinal);
        Assert.Contains("Sam owns Brightwave Ltd now", Said(again), StringComparison.Ordinal);
        Assert.Contains("has been given to Sam meanwhile", Said(late), StringComparison.Ordinal);
        var (accepted, owed) = (await office.ViewAsync(1001), await office.ViewAsync(1002));
        Assert.Equal(("Sam", "Sam"), (accepted.NameOf(accepted.Client!.Owner), accepted.NameOf(accepted.Handoff.Accepted!.Keeper)));
        Assert.Equal(("Kim", HandoffStatus.Draft, "Sam"), (owed.NameOf(owed.Handoff.Sender), owed.Handoff.Status, owed.NameOf(owed.Handoff.Owed!.To)));
        var intents = await office.IntentsAsync();
        Assert.Equal("Olu gave Brightwave Ltd to you: “Kim leaves”. You own it now. Kim owes you the handoff, H-1002.", Assert.Single(intents, one => one.Kind == IntentKind.Sentence).Text);
        Assert.Single(intents, one => one is { Kind: IntentKind.TurnToSender, Turn: Turn.Owed, Handoff: 1002 });
        Assert.Single(await office.RowsAsync(context => context.Timeline.Where(one => one.Kind == "transferred" && one.Client != null)));
        Assert.Contains("Olu gave the client to Sam: “Kim leaves”", Said(await office.PressesAsync(Kim, Presses.Of(Act.Details, accepted.Handoff))), StringComparison.Ordinal);
        Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Kim, new(Act.Continue, 1002)));
    }
}
