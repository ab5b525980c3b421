namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Teams, people, calendars and ladders change under what is under way.</summary>
public sealed class Changing_the_organization
{
    private const string OneMoreTeam = """

          support:
            name: Support
            slack: { channel: C0SUPPORT }
            lead: sue@acme.example
            members: [sue@acme.example]
        """;

    private const string ToSupport = """
        playbook: sales-to-support
        name: Sales to Support
        from: sales
        to: support
        checklist:
          - step: Who
            fields:
              - { id: client, label: Client, type: client, required: true }
        reject-reasons:
          - { id: no, label: Not now }
        """;

    [Fact]
    public async Task A_changed_ladder_holds_for_clocks_that_run()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        await office.As("Sam").HandsOver(office, "Bluebird Ltd");
        Assert.Contains("50 %", Screen.Text(await office.AskAsync("clock"), "next_what"), StringComparison.Ordinal);

        written.Change(Written.TheOrganization, "{ at: 50%, notify: [holder] }", "{ at: 25%, notify: [lead] }");
        await office.LooksAtTheFolderAsync();

        Assert.Contains("25 %", Screen.Text(await office.AskAsync("clock"), "next_what"), StringComparison.Ordinal);
        await office.MovesAsync("next");
        await office.As("Olu").InDirect().Sees("Bluebird Ltd", "because you lead");
    }

    [Fact]
    public async Task A_changed_calendar_moves_the_due_time_and_redraws_the_card()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var kim = office.As("Kim");
        await office.As("Sam").HandsOver(office, "Bluebird Ltd");
        await office.SettlesAsync();
        var before = await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "[Accept]");

        written.Change(Written.TheOrganization, "\"09:00-12:30\"", "\"09:00-09:30\"");
        await office.LooksAtTheFolderAsync();

        var after = await kim.Sees("Bluebird Ltd", "[Accept]");
        Assert.Equal(before.Id, after.Id);
        Assert.NotEqual(before.Text, after.Text);
    }

    [Fact]
    public async Task A_handoff_whose_team_is_gone_can_still_be_answered()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var (sam, kim, root) = (office.As("Sam"), office.As("Kim"), office.As("Root"));
        await sam.HandsOver(office, "Bluebird Ltd");
        await sam.FillsTheChecklist(office, "Heron AG");
        await sam.Closes();

        written.Change(Written.TheOrganization, "  onboarding:\n    name: Onboarding", "  welcome:\n    name: Welcome");
        written.Change(Written.TheOrganization, "C0ONB", "C0WELCOME");
        written.Change(Written.ThePlaybook, "to: onboarding", "to: welcome");
        await office.LooksAtTheFolderAsync();

        await root.InDirect().Sees("has no team 'onboarding' any more, but H-1001, H-1002 still name it");
        await office.MovesAsync("next");
        await kim.Accepts("Bluebird Ltd");
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "Accepted by Kim");
        await sam.InDirect().Sees("was accepted by Kim");

        // A draft keeps the playbook that it was begun with: sending it says why nobody can receive it, and how to mend that.
        await sam.In(Acme.Sales).Types("/handoff new \"Heron AG\"");
        await sam.SendsAgain();
        await sam.InDirect().Sees("Heron AG", "could not be posted");
    }

    [Fact]
    public async Task A_playbook_that_is_gone_begins_nothing_new_and_ends_nothing_old()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var sam = office.As("Sam");
        await sam.HandsOver(office, "Bluebird Ltd");
        written.Change(Written.TheOrganization, "  delivery:", $"{OneMoreTeam}\n  delivery:");
        written.Write("sales-to-support.yml", ToSupport);
        written.Delete(Written.ThePlaybook);
        await office.LooksAtTheFolderAsync();

        await sam.In(Acme.Sales).Types("/handoff new sales-to-onboarding");
        await sam.SeesForm("Sales to Support");
        await sam.Closes();
        await office.As("Kim").Accepts("Bluebird Ltd");
    }

    [Fact]
    public async Task Who_is_new_can_act_at_once_and_who_left_a_team_cannot()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        await office.As("Sam").HandsOver(office, "Bluebird Ltd");

        written.Change(Written.TheOrganization, "members: [olu@acme.example, kim@acme.example]", "members: [olu@acme.example, pat@acme.example]");
        await office.LooksAtTheFolderAsync();

        await office.As("Kim").In(Acme.Onboarding).Presses("Accept", "Bluebird Ltd");
        await office.As("Kim").SeesPrivately("Only Onboarding can answer");
        await office.As("Pat").Accepts("Bluebird Ltd");
    }

    [Fact]
    public async Task A_team_that_is_new_receives_in_its_channel()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var sam = office.As("Sam");
        written.Change(Written.TheOrganization, "  delivery:", $"{OneMoreTeam}\n  delivery:");
        written.Write("sales-to-support.yml", ToSupport);
        await office.LooksAtTheFolderAsync();

        await sam.In(Acme.Sales).Types("/handoff new sales-to-support \"Bluebird Ltd\"");
        await sam.Submits();
        await sam.Submits();
        await office.As("Sue").In("C0SUPPORT").Sees("Bluebird Ltd", "[Accept]");
        Assert.Empty(await office.As("Root").InDirect().MessagesAsync());
    }

    [Fact]
    public async Task A_channel_that_cannot_be_used_is_told_to_the_admins_with_how_to_mend_it()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder, Outside.Acme);
        written.Change(Written.TheOrganization, "  delivery:", $"{OneMoreTeam}\n  delivery:");

        await office.LooksAtTheFolderAsync();

        await office.As("Root").InDirect().Sees("Support cannot receive clients yet", "C0SUPPORT");
    }

    [Fact]
    public async Task A_workspace_that_is_listed_no_more_is_let_in_no_more()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder, Outside.Acme);
        var sam = office.As("Sam").In(Acme.Sales);
        await sam.Types("/handoff help");
        await sam.SeesPrivately("/handoff new");

        written.Change(Written.TheOrganization, "currency: GBP", "currency: GBP\nslack: { workspaces: [T0OTHER] }");
        await office.LooksAtTheFolderAsync();
        await sam.Types("/handoff inbox");
        await sam.SeesPrivately("This workspace does not belong to the organization");

        written.Change(Written.TheOrganization, "T0OTHER", "T0OTHER, T0ACME");
        await office.LooksAtTheFolderAsync();
        await sam.HandsOver(office, "Bluebird Ltd");
    }
}
