namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>From help to a client that is with its new owner, as two people do it who have read nothing.</summary>
public abstract class The_first_end_to_end(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task A_stranger_finds_their_way_from_help_to_an_accepted_handoff()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));

        await sam.In(Acme.Sales).Types("/handoff help");
        await sam.SeesPrivately("nothing is forgotten", "new Acme Ltd");
        await sam.Presses("New: Sales to Onboarding");
        await sam.SeesForm("Step 1 of 3", "The deal", "[Next]");

        await sam.Fills("Client", "Bluebird Ltd");
        await sam.FillsTheDeal(_office);
        await sam.Submits();
        await sam.SeesForm("Step 2 of 3");
        await sam.FillsTheWork();
        await sam.Submits();
        await sam.SeesForm("Step 3 of 3");
        await sam.Fills("Who sold it", "Sam");
        await sam.Submits();
        await sam.SeesForm("Everything that is needed is there.", "Bluebird Ltd", Acme.WhatWasSold, "[Submit]");
        await sam.Submits();
        await sam.SeesNoForm();

        await sam.InDirect().Sees("Bluebird Ltd is with Onboarding", "Open the brief");
        var brief = await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "Sam (Sales)", Acme.WhatWasSold, "[Accept] [Reject] [Ask] [Details]");
        Assert.Contains("Bluebird Ltd: Sam (Sales) hands over to Onboarding", brief.Summary, StringComparison.Ordinal);

        await kim.FillsTheAcceptance("Bluebird Ltd", "They need single sign-on before Monday");
        await kim.Fills("Owner of the client from now on", "Kim");
        await kim.Submits();
        await kim.SeesForm("You accepted", "Kim owns Bluebird Ltd now");

        await sam.InDirect().Sees("was accepted by Kim, who owns the client now.", "They need single sign-on before Monday");
        await sam.Sees("Accepted by Kim", "They need single sign-on before Monday", "Owner");
        await kim.Closes();
        var redrawn = await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "Accepted by Kim", "[Kick off]");
        Assert.Equal(brief.Id, redrawn.Id);
        Assert.DoesNotContain("Accept", redrawn.Buttons);
        await kim.SeesInThread(brief.Id, "you own Bluebird Ltd now");
    }

    [Fact]
    public async Task Kicking_off_completes_it_and_the_sender_is_told()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        var brief = await sam.HandsOver(_office, "Heron AG");
        await kim.Accepts("Heron AG");

        await kim.In(Acme.Onboarding).Presses("Kick off", "Heron AG");
        await kim.SeesForm("The work with *Heron AG* begins");
        await kim.Submits();
        await kim.SeesNoForm();

        var done = await kim.Sees("Heron AG", "Kicked off by Kim");
        Assert.Equal(brief.Id, done.Id);
        Assert.Equal(["Details"], done.Buttons);
        await sam.InDirect().Sees("Heron AG: the work has begun. The handoff is complete.");
    }

    [Fact]
    public async Task A_field_that_depends_on_an_answer_comes_and_goes_with_it()
    {
        var ana = _office.As("Ana").In(Acme.Sales);
        await ana.Types("/handoff new \"Kestrel Inc\"");
        await ana.FillsTheDeal(_office, "Enterprise");
        await ana.Submits();
        Assert.True(ana.Form.Asks("Is a security review agreed?"), ana.Form.Text);

        await ana.PressesInForm("Back");
        await ana.SeesForm("Step 1 of 3");
        await ana.Fills("Segment", "SMB");
        await ana.Submits();
        Assert.False(ana.Form.Asks("Is a security review agreed?"), ana.Form.Text);
    }

    [Fact]
    public async Task What_is_malformed_is_refused_beside_its_input_and_the_rest_stays()
    {
        var ana = _office.As("Ana").In(Acme.Sales);
        await ana.Types("/handoff new \"Osprey GmbH\"");
        await ana.Fills("Contract value", "a lot");
        await ana.Fills("Segment", "SMB");
        await ana.Fills("Promised go-live", "2020-01-01");
        await ana.Submits();

        await ana.SeesForm("Step 1 of 3");
        Assert.NotNull(ana.Form.ErrorBeside("Contract value"));
        Assert.NotNull(ana.Form.ErrorBeside("Promised go-live"));
        Assert.Null(ana.Form.ErrorBeside("Segment"));

        await ana.Fills("Contract value", "9000");
        await ana.Fills("Promised go-live", await _office.InDaysAsync(20));
        await ana.Submits();
        await ana.SeesForm("Step 2 of 3", "4 of");
    }

    [Fact]
    public async Task The_gate_lists_everything_and_fix_leads_to_the_field()
    {
        var ana = _office.As("Ana").In(Acme.Sales);
        await ana.Types("/handoff new \"Puffin plc\"");
        await ana.FillsTheDeal(_office);
        await ana.Submits();
        await ana.Fills("What was sold", "Seats");
        await ana.Submits();
        if (ana.Form.Says("Step 2 of 3"))
        {
            Assert.NotNull(ana.Form.ErrorBeside("What was sold"));
            ana.Clears("What was sold");
            await ana.Submits();
        }

        await ana.SeesForm("Step 3 of 3");
        await ana.Submits();

        await ana.SeesForm("answers are missing or need correcting:", "What was sold", "Client's champion (e-mail)", "Who sold it");
        await ana.Submits();
        await ana.SeesForm("answers are missing or need correcting:");
        await ana.PressesInForm("Fix", beside: "Client's champion");
        await ana.SeesForm("Step 2 of 3");
        Assert.NotNull(ana.Form.ErrorBeside("Client's champion (e-mail)"));

        await ana.FillsTheWork();
        await ana.Submits();
        await ana.Fills("Who sold it", "Ana");
        await ana.Submits();
        await ana.SeesForm("Everything that is needed is there.");
        await ana.Submits();
        await ana.SeesNoForm();
        await _office.As("Kim").In(Acme.Onboarding).Sees("Puffin plc", "[Accept]");
    }

    [Fact]
    public async Task Accepting_asks_for_the_criteria_and_the_words_of_who_accepts()
    {
        var (sam, olu) = (_office.As("Sam"), _office.As("Olu"));
        await sam.HandsOver(_office, "Wren Oy");

        await olu.In(Acme.Onboarding).Presses("Accept", "Wren Oy");
        olu.Ticks(Acme.InTime);
        await olu.Submits();

        await olu.SeesForm("Tick it when it holds", "Say in one sentence what the client needs next.");
        Assert.True(olu.Form.IsTicked(Acme.InTime), olu.Form.Text);
        Assert.False(olu.Form.IsTicked(Acme.Deliverable), olu.Form.Text);

        olu.Ticks(Acme.Deliverable);
        await olu.Fills("What does the client need next?", "Access to their ticket system");
        await olu.Submits();
        await olu.SeesForm("You accepted");
    }

    [Fact]
    public async Task Routing_proposes_the_owner_and_says_why()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Gannet SA", "Enterprise");

        await kim.In(Acme.Onboarding).Sees("Gannet SA", "Proposed owner", "Olu, because");
        await kim.Presses("Accept", "Gannet SA");
        await kim.SeesForm("Owner of the client from now on *: Olu");
    }

    [Fact]
    public async Task Details_show_everything_in_full()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.FillsTheChecklist(_office, "Plover BV");
        await sam.PressesInForm("Back");
        await sam.Fills("Known risks", string.Concat(Enumerable.Repeat("They have been burnt before. ", 60)) + "THE END");
        await sam.Submits();
        await sam.Submits();
        var brief = await kim.In(Acme.Onboarding).Sees("Plover BV", "1 answer shortened here");
        Assert.DoesNotContain("THE END", brief.Text, StringComparison.Ordinal);

        await kim.Presses("Details", "Plover BV");
        await kim.SeesForm("Known risks", "THE END");
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : The_first_end_to_end(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : The_first_end_to_end(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : The_first_end_to_end(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : The_first_end_to_end(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
