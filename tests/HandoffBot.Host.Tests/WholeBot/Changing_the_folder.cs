namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Somebody writes in the folder of playbooks while the bot runs.</summary>
public sealed class Changing_the_folder
{
    [Fact]
    public async Task What_begins_afterwards_follows_the_change_and_what_runs_keeps_what_it_began_with()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        await sam.HandsOver(office, "Bluebird Ltd");

        written.Change(Written.ThePlaybook, "label: Promised go-live", "label: When do they go live?");
        written.Change(Written.ThePlaybook, "  - The go-live date can be met", "  - The date is one that we can keep");
        await office.LooksAtTheFolderAsync();

        await sam.In(Acme.Sales).Types("/handoff new \"Heron AG\"");
        await sam.SeesForm("When do they go live?");
        await sam.Closes();
        await kim.In(Acme.Onboarding).Presses("Accept", "Bluebird Ltd");
        await kim.SeesForm(Acme.InTime);
        await kim.Closes();
        await kim.Accepts("Bluebird Ltd");
    }

    [Fact]
    public async Task A_broken_folder_is_told_to_the_admins_once_and_changes_nothing()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var (sam, root) = (office.As("Sam"), office.As("Root"));
        written.Change(Written.ThePlaybook, "label: Promised go-live", "labl: When?");
        written.Change(Written.TheOrganization, "assign: round-robin", "assign: round-robbin");

        await office.LooksAtTheFolderAsync();
        await office.LooksAtTheFolderAsync();

        await root.InDirect().Sees("has 3 mistakes now", "organization.yml:45:13 'assign' cannot be 'round-robbin'", "sales-to-onboarding.yml:20:", "did you mean 'label'?");
        Assert.Single(await root.MessagesAsync(), message => message.Says("mistakes now"));
        Assert.DoesNotContain(await sam.InDirect().MessagesAsync(), message => message.Says("mistakes now"));
        await sam.HandsOver(office, "Bluebird Ltd");
    }

    [Fact]
    public async Task The_admins_hear_of_another_mistake_and_of_its_mending()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var (sam, root) = (office.As("Sam"), office.As("Root"));
        var good = written.Read(Written.ThePlaybook);
        foreach (var broken in new[] { "label: Segment", "label: Contract value", "label: Segment" })
        {
            written.Write(Written.ThePlaybook, good.Replace(broken, "labl: Wrong", StringComparison.Ordinal));
            await office.LooksAtTheFolderAsync();
        }

        Assert.Equal(2, (await root.InDirect().MessagesAsync()).Count(message => message.Says("mistakes now")));

        written.Write(Written.ThePlaybook, good.Replace("label: Segment", "label: Size", StringComparison.Ordinal));
        await office.LooksAtTheFolderAsync();

        await root.Sees("is mended and counts from now on", "playbook Sales to Onboarding changed");
        await sam.In(Acme.Sales).Types("/handoff new \"Bluebird Ltd\"");
        await sam.SeesForm("Size");
        written.Write(Written.ThePlaybook, good.Replace("label: Segment", "labl: Wrong", StringComparison.Ordinal));
        await office.LooksAtTheFolderAsync();
        Assert.Equal(3, (await root.MessagesAsync()).Count(message => message.Says("mistakes now")));
    }

    [Fact]
    public async Task Many_mistakes_are_counted()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        written.Change(Written.ThePlaybook, "label: ", "labl: ");

        await office.LooksAtTheFolderAsync();

        var told = await office.As("Root").InDirect().Sees("mistakes now");
        Assert.Equal(10, told.Text.Split('\n').Count(line => line.Contains(".yml:", StringComparison.Ordinal)));
        Assert.Matches("and [0-9]+ more; check FOLDER prints them all", told.Text);
    }

    [Fact]
    public async Task A_file_that_is_half_written_is_judged_by_nobody()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var whole = written.Read(Written.ThePlaybook).Replace("label: Segment", "label: Size", StringComparison.Ordinal);
        foreach (var share in new[] { 0, 1, 2, 3 })
        {
            written.Write(Written.ThePlaybook, whole[..(whole.Length * share / 4)]);
            await office.LooksAtTheFolderAsync(times: 1);
        }

        written.Write(Written.ThePlaybook, whole);
        await office.LooksAtTheFolderAsync();

        Assert.Empty(await office.As("Root").InDirect().MessagesAsync());
        var sam = office.As("Sam").In(Acme.Sales);
        await sam.Types("/handoff new \"Bluebird Ltd\"");
        await sam.SeesForm("Size");
    }

    [Fact]
    public async Task What_is_deleted_is_missed_and_what_comes_back_counts()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        var (sam, root) = (office.As("Sam"), office.As("Root"));
        var organization = written.Read(Written.TheOrganization);
        written.Delete(Written.TheOrganization);
        await office.LooksAtTheFolderAsync();
        await root.InDirect().Sees("organization.yml:1:1 the file is missing");
        await sam.HandsOver(office, "Bluebird Ltd");

        written.Write(Written.TheOrganization, organization);
        await office.LooksAtTheFolderAsync();

        await root.Sees("is mended and counts from now on: nothing changed");
    }

    [Fact]
    public async Task A_folder_that_is_gone_for_a_while_is_missed()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        Directory.Move(written.Folder, written.Folder + "-away");
        await office.LooksAtTheFolderAsync();
        Directory.Move(written.Folder + "-away", written.Folder);
        await office.As("Root").InDirect().Sees("there is no such folder");

        await office.LooksAtTheFolderAsync();

        await office.As("Root").Sees("is mended");
    }

    [Fact]
    public async Task The_bot_looks_by_itself()
    {
        using var written = new Written();
        await using var office = await Office.OpenAsync(written.Folder);
        office.Watches = TimeSpan.FromMilliseconds(50);
        await office.RestartsAsync();
        var root = office.As("Root");

        written.Change(Written.ThePlaybook, "label: Segment", "labl: Wrong");
        await root.InDirect().Sees("2 mistakes now");
        written.Change(Written.ThePlaybook, "labl: Wrong", "label: Size");
        await root.Sees("is mended and counts from now on: playbook Sales to Onboarding changed");
    }

    /// <summary>As a mounted volume does it: the files are links through a link that is swapped.</summary>
    [Fact]
    public async Task A_link_that_is_swapped_is_noticed()
    {
        using var written = new Written();
        var volume = written.AsVolume(("label: Segment", "label: Size"));
        await using var office = await Office.OpenAsync(volume);

        Written.SwapVolume(volume);
        await office.LooksAtTheFolderAsync();

        var sam = office.As("Sam").In(Acme.Sales);
        await sam.Types("/handoff new \"Bluebird Ltd\"");
        await sam.SeesForm("Size");
    }
}
