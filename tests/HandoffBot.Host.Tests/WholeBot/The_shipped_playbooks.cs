using HandoffBot.Core.Playbooks;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What a stranger gets without configuring anything.</summary>
public sealed class The_shipped_playbooks
{
    [Fact]
    public async Task A_client_goes_from_sales_to_onboarding()
    {
        await using var office = await Office.OpenAsync(HostFolders.Playbooks);
        var (sam, kim) = (office.As("Sam Seller"), office.As("Kim Larsen"));
        await sam.In("C0SALES").Types("/handoff new sales-to-onboarding \"Bluebird Ltd\"");
        await sam.Fills("Segment", "Mid-market");
        await sam.Fills("Contract value", "GBP 40,000");
        await sam.Fills("Signed on", await office.InDaysAsync(-3));
        await sam.Submits();
        await sam.Fills("What must be true in 90 days for the client to call this a success?", "Tickets are answered within four hours");
        await sam.Fills("What did they buy?", "Core; Integrations");
        await sam.Fills("Promised go-live", await office.InDaysAsync(60));
        await sam.Fills("Is that date in the contract?", "Yes");
        await sam.Fills("Which systems must be connected?", "CRM; Single sign-on");
        await sam.Fills("What happens if it slips?", "A tenth of the price");
        await sam.Submits();
        await sam.Fills("Who wanted this to happen?", "Jo Bird, head of support");
        await sam.Fills("Their e-mail", "jo@bluebird.example");
        await sam.Fills("Who sold it and joins the kickoff?", "Sam Seller");
        await sam.Submits();
        await sam.Fills("Was anything promised that the contract does not say?", "No");
        await sam.Submits();
        await sam.SeesForm("Everything that is needed is there.");
        await sam.Submits();
        await sam.SeesNoForm();

        await kim.In("C0ONBOARDING").Presses("Accept", "Bluebird Ltd");
        kim.Ticks("What was sold is something that we deliver today");
        kim.Ticks("The go-live date can be met");
        kim.Ticks("I know whom to call first");
        await kim.Fills("What does the client need next?", "Jo wants a plan by Friday");
        await kim.Submits();
        await kim.SeesForm("You accepted");
        await sam.InDirect().Sees("was accepted by Kim Larsen", "Jo wants a plan by Friday");
    }

    [Fact]
    public async Task A_release_goes_from_product_in_Slack_to_support_in_Microsoft_Teams_and_changes_its_owner_like_a_client()
    {
        await using var office = await Office.OpenAsync(HostFolders.Playbooks);
        var (leo, ben) = (office.As("Leo Marsh"), office.As("Ben Osei", Core.Chat.Platform.MsTeams));
        await leo.In("C0PRODUCT").Types("/handoff new release 4.2");
        await leo.Fills("What kind of release is it?", "Feature");
        await leo.Fills("Goes out on", await office.InDaysAsync(10));
        await leo.Fills("Who gets it?", "Everybody at once");
        await leo.Submits();
        await leo.Fills("What will people notice?", "Reports open in half the time, and on a phone");
        await leo.Fills("Does anything stop working as it did?", "No");
        await leo.Fills("How is it taken back?", "By the switch of the feature");
        await leo.Submits();
        await leo.Fills("Release notes", "https://northstar.example/notes/4.2");
        await leo.Fills("Manual", "https://northstar.example/manual/reports");
        await leo.Fills("Does Support need a training?", "No");
        await leo.Fills("Who answers Support's questions in the first week?", "Leo Marsh");
        await leo.Submits();
        await leo.SeesForm("Everything that is needed is there.", "release 4.2");
        await leo.Submits();
        await leo.SeesNoForm();

        await ben.In("19:support-releases@thread.tacv2").Sees("release 4.2", "Leo Marsh (Product)", "[Accept]");
        await ben.Presses("Accept", "release 4.2");
        ben.Ticks("Somebody of Support has used it");
        ben.Ticks("Release notes and manual say what has changed");
        ben.Ticks("We know how to tell whether it has to be taken back");
        await ben.Fills("Owner of the release from now on", "Ben Osei");
        await ben.Fills("What does the release need next?", "A word to those who print reports");
        await ben.Submits();
        await ben.SeesForm("owns release 4.2 now");
        await ben.Closes();
        await leo.InDirect().Sees("release 4.2", "was accepted by Ben Osei, who owns the release now");

        // It has an owner and a timeline like a client.
        var robin = office.As("Robin Reyes");
        await robin.In("C0GENERAL").Types("/handoff own release 4.2 @Grace Kimani");
        await robin.SeesForm("release 4.2", "is Ben Osei's");
        await robin.Fills("Why?", "She trains the others");
        await robin.Submits();
        await robin.SeesForm("Grace Kimani owns release 4.2 now");
    }

    [Fact]
    public async Task Every_playbook_opens_for_who_may_start_it_and_walks_to_its_last_screen()
    {
        await using var office = await Office.OpenAsync(HostFolders.Playbooks);
        var configuration = Assert.IsType<Reading.Good>(ConfigurationFolder.Read(HostFolders.Playbooks)).Configuration;
        foreach (var playbook in configuration.Playbooks.Values)
        {
            var team = configuration.Organization.Teams[playbook.From];
            var sender = office.As(PlaygroundWorkspace.People(configuration).First(person => person.Email == team.Members[0]).Name);
            await sender.In(team.Slack!.Channel).Types($"/handoff new {playbook.Key} \"Walkthrough of {playbook.Key}\"");
            for (var step = 0; step < playbook.Checklist.Steps.Count; step++)
            {
                await sender.SeesForm($"Step {step + 1} of {playbook.Checklist.Steps.Count}");
                await sender.Submits();
            }

            await sender.SeesForm("Last screen", "missing or need", "[Fix]", "[Submit]");
            await sender.Closes();
        }
    }
}
