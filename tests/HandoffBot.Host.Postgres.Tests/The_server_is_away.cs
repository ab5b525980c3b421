namespace HandoffBot.Host.Tests.WholeBot.Postgres;

/// <summary>The database goes away in the middle of the day and comes back.</summary>
public sealed class The_server_is_away
{
    [Fact]
    public async Task People_are_told_that_nothing_was_changed_and_what_was_to_be_sent_is_sent_afterwards()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        await sam.FillsTheChecklist(office, "Bluebird Ltd");

        var id = await kim.IdAsync();

        await office.Database.GoAwayAsync();
        var answer = await office.SignedAsync(
            "slack/commands", ("team_id", "T0OUTSIDE"), ("user_id", id), ("channel_id", Acme.Onboarding), ("text", "inbox"), ("trigger_id", "1.2.abc"));
        Assert.Contains("nothing was changed", answer.Body, StringComparison.Ordinal);
        await office.Database.ComeBackAsync();

        await sam.Submits();
        await sam.SeesNoForm();
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "[Accept]");
        await kim.Accepts("Bluebird Ltd");
        await sam.InDirect().Sees("was accepted by Kim");
    }

    [Fact]
    public async Task The_workers_outlive_it()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        office.StandIn.Faults.Next("chat.postMessage", new HandoffBot.Playground.SlackFault.ServerError(), calls: 100);
        await sam.FillsTheChecklist(office, "Heron AG");
        await sam.Submits();
        await sam.SeesNoForm();

        await office.Database.GoAwayAsync();
        // Long enough for each worker to look in vain.
        await Task.Delay(TimeSpan.FromSeconds(6));
        office.StandIn.Faults.Clear();
        await office.Database.ComeBackAsync();

        await kim.In(Acme.Onboarding).Sees("Heron AG", "[Accept]");
        await sam.InDirect().Sees("is with Onboarding", "Open the brief");
    }
}
