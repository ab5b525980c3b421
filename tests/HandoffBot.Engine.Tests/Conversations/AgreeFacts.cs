using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Delivery;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>A playbook whose leads agree to each of its versions.</summary>
public sealed class AgreeFacts
{
    private static readonly ConfigurationFile First = File("Which site");

    [Fact]
    public async Task The_first_version_holds_without_asking_and_another_once_both_leads_have_agreed()
    {
        await using var office = await OpenAsync(First);
        Assert.Empty(await AskedAsync(office));

        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        Assert.Contains("Which site", await LabelsAsync(office));
        var asked = await AskedAsync(office);
        Assert.Equal(2, asked.Count);
        var card = Assert.IsType<Card>(await office.DrawnAsync(asked[0]));
        Assert.Contains("“Visit” was changed. New handoffs begin with it once Ana (Sales) and Olu (Onboarding) have agreed", card.Summary.Plainly(), StringComparison.Ordinal);
        Assert.Contains(card.Parts.OfType<CardPart.Text>(), one => one.Phrase.Plainly() == "• “Which site”: it reads “Which sites” now.");

        var (agree, _) = Buttons(card);
        Assert.Equal("Noted. “Visit” is in force once Olu (Onboarding) agreed as well.", Said(await office.PressesAsync(Ana, agree)));
        Assert.Contains("Which site", await LabelsAsync(office));
        Assert.Equal("You have agreed to “Visit” already. It waits for Olu (Onboarding).", Said(await office.PressesAsync(Ana, agree)));
        Assert.Equal("Noted: “Visit” is in force now. New handoffs begin with it.", Said(await office.PressesAsync(Olu, agree)));

        Assert.Contains("Which sites", await LabelsAsync(office));
        Assert.Equal("It is in force already.", Said(await office.PressesAsync(Olu, agree)));
        Assert.Null(await office.DrawnAsync(asked[1]));
        Assert.Contains(await office.IntentsAsync(), one => one.Kind == IntentKind.Sentence && one.Text == "The playbook “Visit” is in force as it was changed: Ana and Olu agreed. New handoffs begin with it; those that are under way keep theirs.");
        Assert.Equal(
            ["playbook-agreed", "playbook-agreed", "playbook-in-force"],
            (await office.RowsAsync(context => context.Timeline.Where(one => one.Kind.StartsWith("playbook")).OrderBy(one => one.Id))).Select(one => one.Kind));

        var view = await BegunAsync(office);
        Assert.Equal(2, view.Handoff.Agreement!.By.Length);
        Assert.Contains("(version ", Said(await office.TypesAsync(Sam, $"show {view.Handoff.Reference}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_makes_no_difference_to_people_holds_at_once()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, First with { Text = First.Text + "\n# A word to whoever reads this.\n" }]);
        Assert.Empty(await AskedAsync(office));
        Assert.Null((await BegunAsync(office)).Handoff.Agreement);
    }

    [Fact]
    public async Task Who_leads_none_of_its_teams_cannot_agree_and_hears_who_can()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var (agree, notYet) = Buttons((await office.DrawnAsync((await AskedAsync(office))[0]))!);

        foreach (var press in new[] { agree, notYet })
        {
            Assert.Equal("Only Ana (Sales) and Olu (Onboarding) can agree to “Visit” now.", Said(await office.PressesAsync(Kim, press)));
            Assert.Equal("Only Ana (Sales) and Olu (Onboarding) can agree to “Visit” now.", Said(await office.PressesAsync(Root, press)));
        }
    }

    [Fact]
    public async Task A_newer_version_takes_the_place_of_the_one_that_was_proposed_and_yeses_do_not_go_over_to_it()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var (agree, notYet) = Buttons((await office.DrawnAsync((await AskedAsync(office))[0]))!);
        await office.PressesAsync(Ana, agree);

        await office.ReloadAsync([.. OfficeFiles.All, File("All sites")]);

        foreach (var press in new[] { agree, notYet })
            Assert.Equal("This version is not proposed any more: the file has changed since.", Said(await office.PressesAsync(Olu, press)));
        var latest = (await AskedAsync(office))[^1];
        Assert.Contains("Ana (Sales) and Olu (Onboarding)", (await office.DrawnAsync(latest))!.Summary.Plainly(), StringComparison.Ordinal);
        Assert.Contains("Which site", await LabelsAsync(office));
    }

    [Fact]
    public async Task Putting_the_text_back_leaves_nothing_to_agree_to_and_proposing_it_again_asks_for_whoever_is_missing()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var asked = await AskedAsync(office);
        await office.PressesAsync(Ana, Buttons((await office.DrawnAsync(asked[0]))!).Agree);

        await office.ReloadAsync([.. OfficeFiles.All, First]);
        Assert.Null(await office.DrawnAsync(asked[0]));
        Assert.Contains("Which site", await LabelsAsync(office));

        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        Assert.Null(await office.DrawnAsync(asked[0]));
        Assert.Contains("once Olu (Onboarding) has agreed", (await office.DrawnAsync(asked[1]))!.Summary.Plainly(), StringComparison.Ordinal);
        Assert.Equal(2, (await AskedAsync(office)).Count);
    }

    [Fact]
    public async Task What_held_before_is_agreed_to_anew_when_it_is_put_back()
    {
        await using var office = await OpenAsync(First);
        await AgreedAsync(office, "Which sites");
        await office.ReloadAsync([.. OfficeFiles.All, First]);

        Assert.Contains("Which sites", await LabelsAsync(office));
        Assert.Contains("Ana (Sales) and Olu (Onboarding)", (await office.DrawnAsync((await AskedAsync(office))[^1]))!.Summary.Plainly(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_says_who_has_agreed_and_what_holds()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var (anas, olus) = ((await AskedAsync(office))[0], (await AskedAsync(office))[1]);
        var press = Buttons((await office.DrawnAsync(olus))!).Agree;

        await office.PressesAsync(Ana, press);
        Assert.Equal(
            "Ana agreed to the playbook “Visit” as it was changed. New handoffs begin with it once Olu (Onboarding) has agreed; until then with what was agreed last.",
            await office.RedrawnAsync(anas));
        Assert.Contains("once Olu (Onboarding) has agreed", (await office.DrawnAsync(olus))!.Summary.Plainly(), StringComparison.Ordinal);
        Assert.Equal((2, 2), (await DrawingsAsync(office, anas), await DrawingsAsync(office, olus)));

        await office.PressesAsync(Olu, press);
        const string InForce = "The playbook “Visit” is in force as it was changed: Ana and Olu agreed. New handoffs begin with it; those that are under way keep theirs.";
        Assert.Equal((InForce, InForce), (await office.RedrawnAsync(anas), await office.RedrawnAsync(olus)));
        Assert.Equal((3, 3), (await DrawingsAsync(office, anas), await DrawingsAsync(office, olus)));

        // Whoever presses on one that was not redrawn has it redrawn.
        await office.PressesAsync(Ana, press);
        Assert.Equal(4, await DrawingsAsync(office, anas));

        await AgreedAsync(office, "All sites");
        Assert.Equal("The playbook “Visit” was in force as it was changed then: Ana and Olu agreed. It has changed once more since.", await office.RedrawnAsync(anas));
    }

    [Fact]
    public async Task What_was_asked_about_a_file_that_has_changed_since_says_so()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var anas = (await AskedAsync(office))[0];

        await office.ReloadAsync([.. OfficeFiles.All, File("All sites")]);

        Assert.Equal("The playbook “Visit” has changed once more since you were asked: this version is not proposed any more.", await office.RedrawnAsync(anas));
        Assert.Equal(2, await DrawingsAsync(office, anas));
        Assert.NotEqual(anas.Notice, (await AskedAsync(office))[^1].Notice);
    }

    [Fact]
    public async Task Who_leads_no_more_keeps_no_buttons()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var olus = (await AskedAsync(office))[1];

        await office.ReloadAsync([OfficeFiles.All[0] with { Text = OfficeFiles.All[0].Text.Replace("lead: olu@", "lead: kim@", StringComparison.Ordinal) }, .. OfficeFiles.All.Skip(1), File("Which sites")]);

        Assert.Equal(
            "The playbook “Visit” was changed. New handoffs begin with it once Ana (Sales) and Kim (Onboarding) have agreed; until then with what was agreed last.",
            await office.RedrawnAsync(olus));
        Assert.Equal(2, await DrawingsAsync(office, olus));
    }

    [Fact]
    public async Task Who_leads_both_sides_agrees_once_and_where_a_team_has_no_lead_an_admin_does()
    {
        await using var office = await OpenAsync(File("Which site", to: "sales"));
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites", to: "sales")]);
        Assert.StartsWith("Noted: “Visit” is in force now.", Said(await office.PressesAsync(Ana, Buttons((await office.DrawnAsync((await AskedAsync(office)).Single()))!).Agree)), StringComparison.Ordinal);

        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites", to: "support")]);
        var press = Buttons((await office.DrawnAsync((await AskedAsync(office))[^1]))!).Agree;
        Assert.Equal("Noted. “Visit” is in force once Ana (Sales) agreed as well.", Said(await office.PressesAsync(Root, press)));
        Assert.StartsWith("Noted: “Visit” is in force now.", Said(await office.PressesAsync(Ana, press)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_yet_says_why_to_the_owner_and_the_other_lead()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var form = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Olu, Buttons((await office.DrawnAsync((await AskedAsync(office))[0]))!).NotYet)).Form;

        Assert.Equal(["why"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Olu, form, ("why", Text(" ")))).ByInput.Keys);
        Assert.Equal(["why"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Olu, form, ("why", Text(new string('x', 4000))))).ByInput.Keys);
        Assert.StartsWith("Noted: the playbook's owner", Said(await office.SubmitsAsync(Olu, form, ("why", Text("Who *visits* them?")))), StringComparison.Ordinal);

        var told = (await office.IntentsAsync()).Where(one => one.Kind == IntentKind.Sentence).ToList();
        Assert.Equal(2, told.Count);
        Assert.All(told, one => Assert.StartsWith("Olu does not agree to the playbook “Visit” as it was changed: “Who *visits* them?”", one.Text, StringComparison.Ordinal));
        Assert.Contains("Which site", await LabelsAsync(office));
    }

    [Fact]
    public async Task Another_lead_is_asked_as_well_and_the_earlier_one_can_agree_no_more()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var press = Buttons((await office.DrawnAsync((await AskedAsync(office))[0]))!).Agree;

        await office.ReloadAsync([OfficeFiles.All[0] with { Text = OfficeFiles.All[0].Text.Replace("lead: olu@", "lead: kim@", StringComparison.Ordinal) }, .. OfficeFiles.All.Skip(1), File("Which sites")]);

        Assert.Equal(3, (await AskedAsync(office)).Count);
        Assert.Equal("Only Ana (Sales) and Kim (Onboarding) can agree to “Visit” now.", Said(await office.PressesAsync(Olu, press)));
        await office.PressesAsync(Ana, press);
        Assert.StartsWith("Noted: “Visit” is in force now.", Said(await office.PressesAsync(Kim, press)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_covers_for_a_lead_is_told_without_buttons_and_asked_once_they_lead_themselves()
    {
        await using var office = await OpenAsync(First);
        await office.TypesAsync(Olu, "away until 1 Dec cover @kim");
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        var asked = await AskedAsync(office);
        Assert.Equal(3, asked.Count);
        var cards = new List<Card>();
        foreach (var one in asked)
            cards.Add(Assert.IsType<Card>(await office.DrawnAsync(one)));

        var told = Assert.Single(cards, one => !one.Parts.OfType<CardPart.Buttons>().Any());
        Assert.Contains("You are told because you cover for Olu, who is away until 1 Dec. Only a lead agrees for the team", Said(new Reply.Notice(told)), StringComparison.Ordinal);
        var press = Buttons(cards.First(one => one != told)).Agree;
        Assert.Equal("Only Ana (Sales) and Olu (Onboarding) can agree to “Visit” now.", Said(await office.PressesAsync(Kim, press)));
        Assert.StartsWith("Noted. “Visit” is in force once Olu", Said(await office.PressesAsync(Ana, press)), StringComparison.Ordinal);

        // Whoever has nothing to say to it any more is not asked late.
        Assert.Null(await office.DrawnAsync(asked[cards.FindIndex(one => one.Summary.Plainly().Split(':')[0].EndsWith("Ana", StringComparison.Ordinal))]));

        await office.ReloadAsync([OfficeFiles.All[0] with { Text = OfficeFiles.All[0].Text.Replace("lead: olu@", "lead: kim@", StringComparison.Ordinal) }, .. OfficeFiles.All.Skip(1), File("Which sites")]);
        var kims = Assert.IsType<Card>(await office.DrawnAsync((await AskedAsync(office))[^1]));
        Assert.Equal(4, (await AskedAsync(office)).Count);
        Assert.StartsWith("Noted: “Visit” is in force now.", Said(await office.PressesAsync(Kim, Buttons(kims).Agree)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_names_a_team_that_is_gone_gives_way_at_once()
    {
        await using var office = await OpenAsync(File("Which site", to: "support"));
        var organization = OfficeFiles.All[0].Text;
        var without = organization[..organization.IndexOf("  support:", StringComparison.Ordinal)];

        await office.ReloadAsync([OfficeFiles.All[0] with { Text = without }, .. OfficeFiles.All.Skip(1), File("Which sites")]);

        Assert.Empty(await AskedAsync(office));
        Assert.Contains("Which sites", await LabelsAsync(office));
    }

    [Fact]
    public async Task Another_host_that_saw_the_last_yes_is_followed_and_nobody_is_asked_twice()
    {
        await using var office = await OpenAsync(First);
        await office.ReloadAsync([.. OfficeFiles.All, File("Which sites")]);
        await office.FollowAsync();
        Assert.Equal(2, (await AskedAsync(office)).Count);

        await office.ChangeAsync(context =>
        {
            context.PlaybookVersions.Single(one => one.Key == "visit" && one.InForceSince == null).InForceSince = NodaTime.Instant.FromUtc(2099, 1, 1, 0, 0);
            return Task.CompletedTask;
        });
        await office.FollowAsync();

        Assert.Contains("Which sites", await LabelsAsync(office));
        await office.FollowAsync();
    }

    private static ConfigurationFile File(string label, string to = "onboarding") => new(
        "visit.yml",
        $$"""
        playbook: visit
        name: Visit
        from: sales
        to: {{to}}
        owner: root@acme.example
        agreed: true
        checklist:
          - step: The visit
            fields:
              - { id: client, label: Client, type: client, required: true }
              - { id: site, label: {{label}}, type: text }
        reject-reasons:
          - { id: not-ready, label: Not ready }
        """);

    private static async Task AgreedAsync(Office office, string label)
    {
        await office.ReloadAsync([.. OfficeFiles.All, File(label)]);
        var press = Buttons((await office.DrawnAsync((await AskedAsync(office))[^1]))!).Agree;
        await office.PressesAsync(Ana, press);
        await office.PressesAsync(Olu, press);
    }

    /// <summary>What asks, without its redrawings.</summary>
    private static async Task<List<Intent>> AskedAsync(Office office) =>
        [.. (await office.IntentsAsync()).Where(one => one.Kind == IntentKind.Playbook).DistinctBy(one => (one.Notice, one.Person))];

    private static async Task<int> DrawingsAsync(Office office, Intent of) =>
        (await office.IntentsAsync()).Count(one => one.Kind == IntentKind.Playbook && (one.Notice, one.Person) == (of.Notice, of.Person));

    private static (Press Agree, Press NotYet) Buttons(Card card) =>
        (card.Parts.OfType<CardPart.Buttons>().Single().Of[0].Press, card.Parts.OfType<CardPart.Buttons>().Single().Of[1].Press);

    private static async Task<IEnumerable<string>> LabelsAsync(Office office) => Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new visit")).Form
        .Parts.OfType<FormPart.ChecklistField>().Select(one => one.Field.Label);

    private static async Task<HandoffView> BegunAsync(Office office)
    {
        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new visit")).Form;
        var next = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Sam, form, ("client", NewClient("Brightwave Ltd")))).Form;
        return await office.ViewAsync(next.Token.Handoff!.Value);
    }
}
