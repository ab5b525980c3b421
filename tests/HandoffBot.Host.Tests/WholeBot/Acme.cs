namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What people of the example organization do again and again.</summary>
internal static class Acme
{
    // The teams' places, as Slack names them; what they are in Microsoft Teams, its player knows.
    public const string Sales = "C0SALES";
    public const string Onboarding = "C0ONB";
    public const string WhatWasSold = "Sixty seats of the help desk, with the usual training";
    public const string Deliverable = "The scope is something that we deliver today";
    public const string InTime = "The go-live date can be met";

    /// <summary>Fills the whole checklist, without sending it: the last screen is open.</summary>
    public static async Task FillsTheChecklist(this Player sender, Office office, string client, string segment = "SMB")
    {
        await sender.In(Sales).Types($"/handoff new \"{client}\"");
        await sender.FillsTheDeal(office, segment);
        await sender.Submits();
        await sender.FillsTheWork(segment);
        await sender.Submits();
        await sender.Fills("Who sold it", sender.Name);
        await sender.Submits();
        await sender.SeesForm("Everything that is needed is there.");
    }

    public static async Task FillsTheDeal(this Player sender, Office office, string segment = "SMB")
    {
        await sender.Fills("Contract value", "12,500");
        await sender.Fills("Segment", segment);
        await sender.Fills("Promised go-live", await office.InDaysAsync(40));
    }

    public static async Task FillsTheWork(this Player sender, string segment = "SMB")
    {
        await sender.Fills("What was sold", WhatWasSold);
        await sender.Fills("Client's champion (e-mail)", "jo@client.example");
        if (segment == "Enterprise")
            await sender.Fills("Is a security review agreed?", "Yes");
    }

    /// <summary>Hands a client over and waits until the brief is in the receivers' channel.</summary>
    public static async Task<Posted> HandsOver(this Player sender, Office office, string client, string segment = "SMB")
    {
        await sender.FillsTheChecklist(office, client, segment);
        await sender.Submits();
        await sender.SeesNoForm();
        await sender.InDirect().Sees(client, "Open the brief");
        return await office.AtAnother("Kim").In(Onboarding).Sees(client, "[Accept]");
    }

    /// <summary>Opens the accept form on the brief and fills all that it asks for.</summary>
    public static async Task FillsTheAcceptance(this Player receiver, string client, string readBack = "A kickoff call this week")
    {
        await receiver.In(Onboarding).Presses("Accept", client);
        await receiver.FillsTheCriteria(readBack);
    }

    /// <summary>Fills all that the accept form asks for.</summary>
    public static async Task FillsTheCriteria(this Player receiver, string readBack = "A kickoff call this week")
    {
        receiver.Ticks(Deliverable);
        receiver.Ticks(InTime);
        await receiver.Fills("What does the client need next?", readBack);
    }

    public static async Task Accepts(this Player receiver, string client, string readBack = "A kickoff call this week")
    {
        await receiver.FillsTheAcceptance(client, readBack);
        await receiver.Submits();
        await receiver.SeesForm("You accepted", "[Undo]");
        await receiver.Closes();
    }

    public static async Task Rejects(this Player receiver, string client, string field, string note = "")
    {
        await receiver.In(Onboarding).Presses("Reject", client);
        await receiver.Fills("Why?", "Scope is unclear or missing");
        await receiver.Fills("Which fields is it about?", field);
        if (note.Length > 0)
            await receiver.Fills("What would make it right?", note);
        await receiver.Submits();
        await receiver.SeesForm("You rejected", "[Undo]");
    }

    /// <summary>Opens what was rejected, at the field that the rejection is about, and fills it anew.</summary>
    public static async Task Mends(this Player sender, string client, string field, string value)
    {
        await sender.InDirect().Presses("Mend it", $"{client} needs another look");
        await sender.SeesForm("Rejected by");
        await sender.PressesInForm("Fix", beside: field);
        Assert.Contains("asked for another look", sender.Form.ErrorBeside(field), StringComparison.Ordinal);
        await sender.Fills(field, value);
    }

    /// <summary>Walks on to the last screen and sends what is there.</summary>
    public static async Task SendsAgain(this Player sender)
    {
        while (sender.Form.SubmitLabel == "Next")
            await sender.Submits();
        await sender.Submits();
        await sender.SeesNoForm();
    }
}
