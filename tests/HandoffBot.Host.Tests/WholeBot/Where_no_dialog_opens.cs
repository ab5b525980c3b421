namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A client of Microsoft Teams that can open no dialogs: everything can be done all the same, on cards in the personal chat.</summary>
public sealed class Where_no_dialog_opens
{
    private const string Client = "Bluebird Ltd";

    [Fact]
    public async Task A_client_is_handed_over_and_accepted_on_cards_in_the_personal_chats()
    {
        await using var office = await Office.OpenAsync(Setting.InMicrosoftTeams);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        var plain = new PlainClient(office, sam);
        await sam.InDirect().Types("new");
        await plain.Presses("Open", "press the button to open the form");

        // Nothing is asked while a name is typed, so names are searched for: a new client's, and a colleague's.
        await plain.Searches("Step 1 of 3", "Client", Client);
        await sam.Sees("Step 1 of 3", "and chosen above");
        var deal = await sam.Sees("Step 1 of 3");
        await plain.Presses("Next", "Step 1 of 3", ("Contract value", "a lot"), ("Segment", "SMB"), ("Promised go-live", await office.InDaysAsync(40)));
        Assert.Equal(deal.Id, (await sam.Sees("Step 1 of 3", "a lot")).Id);
        await plain.Presses("Next", "Step 1 of 3", ("Contract value", "12,500"));
        await plain.Presses("Next", "Step 2 of 3", ("What was sold", Acme.WhatWasSold), ("Client's champion (e-mail)", "jo@client.example"));
        await plain.Searches("Step 3 of 3", "Who sold it", "nobody of that name");
        await sam.Sees("Step 3 of 3", "Nothing was found for “nobody of that name”");
        await plain.Searches("Step 3 of 3", "Who sold it", "ana");
        await sam.Sees("Step 3 of 3", "Found for “ana” and chosen above");
        await plain.Presses("Next", "Step 3 of 3");
        await plain.Presses("Submit", "Everything that is needed is there.");
        Assert.DoesNotContain(await sam.MessagesAsync(), message => message.Buttons.Contains("Submit"));

        var brief = await kim.In(Acme.Onboarding).Sees(Client, "[Accept]");
        var receiver = new PlainClient(office, kim);
        await receiver.PressesOn(brief, "Accept", _ => { });
        var accept = await kim.InDirect().Sees("What does the client need next?");
        await receiver.PressesOn(accept, "Accept", form => form.Tick(Acme.Deliverable));
        Assert.Equal(accept.Id, (await kim.Sees("⚠ Say in one sentence")).Id);
        await receiver.PressesOn(await kim.Sees("What does the client need next?"), "Accept", form =>
        {
            form.Tick(Acme.InTime);
            form.Fill("What does the client need next?", "A kickoff call");
        });

        await kim.Sees("You accepted", "[Undo]");
        await sam.InDirect().Sees("was accepted by Kim", "A kickoff call");
        await kim.In(Acme.Onboarding).Sees(Client, "Accepted by");
    }
}
