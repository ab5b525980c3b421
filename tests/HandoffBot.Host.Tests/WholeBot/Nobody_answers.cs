namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What happens as an acceptance clock runs out, with the clock moved as the page's control moves it.</summary>
public abstract class Nobody_answers : IAsyncLifetime
{
    private readonly Setting _setting;
    private Office _office = null!;

    private Nobody_answers(Setting setting) => _setting = setting;

    public async Task InitializeAsync() => _office = await Office.OpenAsync(_setting);

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task First_the_holder_is_pinged_then_the_channel_then_the_lead_again_and_again()
    {
        var (sam, olu) = (_office.As("Sam"), _office.As("Olu"));
        var brief = await sam.HandsOver(_office, "Bluebird Ltd", "Enterprise");
        olu.InDirect();

        await PassesUntil(olu, "waits for Onboarding's answer: due in");
        await olu.Sees("@Olu", "Bluebird Ltd", "[Acknowledge] [Claim] [Open]");
        Assert.Empty(await PingsInThread(olu, brief));

        olu.InDirect();
        await PassesUntil(olu, "waits for Onboarding's answer: due now");
        await olu.In(Acme.Onboarding).SeesInThread(brief.Id, "waits for Onboarding's answer: due now", "[Claim]");
        await olu.Sees("Bluebird Ltd", ", overdue", "[Accept]");

        olu.InDirect();
        await PassesUntil(olu, "because you lead the team that must move");
        var first = await Count(olu, "because you lead");
        await _office.MovesAsync("next");
        Assert.Equal(first + 1, await Count(olu, "because you lead"));
    }

    [Fact]
    public async Task After_the_answer_nobody_hears_of_it_again()
    {
        var (sam, olu, kim) = (_office.As("Sam"), _office.As("Olu"), _office.As("Kim"));
        await sam.HandsOver(_office, "Heron AG", "Enterprise");
        await PassesUntil(olu.InDirect(), "waits for Onboarding's answer: due in");
        await kim.Accepts("Heron AG");
        await _office.SettlesAsync();
        var before = await AskedForAnswers();

        await _office.MovesAsync("1d");
        await _office.MovesAsync("9d");

        Assert.Equal(before, await AskedForAnswers());
    }

    [Fact]
    public async Task What_was_rejected_reminds_its_sender()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Teal Ltd", "Enterprise");
        await kim.Rejects("Teal Ltd", "What was sold");
        await kim.Closes();

        await PassesUntil(sam.InDirect(), "was rejected and waits for Sam");
        await sam.Sees("@Sam", "Teal Ltd", "[Acknowledge] [Continue] [Open]");
    }

    [Fact]
    public async Task What_was_accepted_reminds_the_owner_of_the_kick_off_and_then_of_a_client_gone_quiet()
    {
        var (sam, olu) = (_office.As("Sam"), _office.As("Olu"));
        await sam.HandsOver(_office, "Wren plc", "Enterprise");
        await olu.Accepts("Wren plc");

        await PassesUntil(olu.InDirect(), "was accepted and waits for its kick-off");
        await PassesUntil(olu.InDirect(), "has gone quiet");
        await olu.Presses("Acknowledge", "has gone quiet");
        await olu.SeesPrivately("Noted", "Wren plc");
    }

    [Fact]
    public async Task A_draft_in_which_nothing_changes_reminds_its_sender_alone()
    {
        var sam = _office.As("Sam");
        await sam.FillsTheChecklist(_office, "Plover GmbH", "Enterprise");
        await sam.Closes();

        await PassesUntil(sam.InDirect(), "is a draft in which nothing has changed");
        await sam.Sees("Plover GmbH", "[Acknowledge] [Continue]");
        Assert.DoesNotContain(await _office.As("Kim").In(Acme.Onboarding).MessagesAsync(), message => message.Says("Plover GmbH"));
        Assert.DoesNotContain(await sam.In(Acme.Sales).MessagesAsync(), message => !message.IsPrivate && message.Says("Plover GmbH"));
    }

    [Fact]
    public async Task Who_claims_it_is_shown_to_all_and_pinged_from_then_on()
    {
        var (sam, olu, kim) = (_office.As("Sam"), _office.As("Olu"), _office.As("Kim"));
        var brief = await sam.HandsOver(_office, "Kestrel Inc", "Enterprise");
        await PassesUntil(olu.InDirect(), "waits for Onboarding's answer: due in");

        await olu.Presses("Claim", "Kestrel Inc");
        await kim.In(Acme.Onboarding).Sees("Kestrel Inc", "Claimed by", "Olu", "[Accept]");
        await sam.InDirect().Sees("Kestrel Inc", "Claimed by", "Olu", "[Withdraw]");
        await PassesUntil(olu.InDirect(), "waits for Onboarding's answer: due now");
        await olu.In(Acme.Onboarding).SeesInThread(brief.Id, "due now");

        await kim.Accepts("Kestrel Inc");
        await kim.In(Acme.Onboarding).Sees("Kestrel Inc", "Accepted by Kim");
    }

    [Fact]
    public async Task Acknowledging_stops_the_repeats_but_not_what_comes_after()
    {
        var (sam, olu) = (_office.As("Sam"), _office.As("Olu"));
        await sam.HandsOver(_office, "Osprey GmbH", "Enterprise");
        await PassesUntil(olu.InDirect(), "because you lead the team that must move");
        var count = await Count(olu, "because you lead");

        await olu.Presses("Acknowledge", "because you lead");
        await _office.MovesAsync("1d");
        await _office.MovesAsync("5d");

        Assert.Equal(count, await Count(olu, "because you lead"));
        await olu.In(Acme.Onboarding).Sees("Osprey GmbH", ", overdue", "[Accept]");
    }

    [Fact]
    public async Task After_an_outage_only_the_highest_step_is_sent_and_says_that_it_is_late()
    {
        var (sam, olu) = (_office.As("Sam"), _office.As("Olu"));
        await sam.HandsOver(_office, "Puffin plc", "Enterprise");

        await _office.MovesAsync("9d");

        await olu.InDirect().Sees("Puffin plc", "This comes late");
        Assert.Single(await Pings(olu));
        await olu.In(Acme.Onboarding).Sees("Puffin plc", ", overdue");
    }

    [Fact]
    public async Task What_two_clocks_have_to_say_to_one_person_is_one_message_in_which_each_has_its_buttons()
    {
        var (sam, olu) = (_office.As("Sam"), _office.As("Olu"));
        await sam.HandsOver(_office, "Dunlin Ltd", "Enterprise");
        var brief = await sam.HandsOver(_office, "Egret plc", "Enterprise");
        var reference = brief.Text[brief.Text.IndexOf("H-", StringComparison.Ordinal)..][..6];

        await PassesUntil(olu.InDirect(), "2 reminders at once");
        var message = await olu.Sees("2 reminders at once", "Dunlin Ltd", "Egret plc");
        Assert.Contains("2 reminders: ", message.Summary, StringComparison.Ordinal);
        Assert.Single(await Pings(olu));
        Assert.Equal(2, message.Buttons.Count(button => button == "Open"));

        await olu.PressesBelow(message, "Egret plc* waits", "Acknowledge");
        await olu.SeesPrivately("Noted", reference);
        await olu.PressesBelow(message, "Egret plc* waits", "Claim");
        await olu.In(Acme.Onboarding).Sees("Egret plc", "Claimed by", "Olu");
        Assert.DoesNotContain(await olu.MessagesAsync(), one => one.Says("Dunlin Ltd") && one.Says("Claimed by"));
    }

    private async Task PassesUntil(Player player, string says) => await _office.MovesUntilAsync(
        async () => (await player.MessagesAsync()).Any(message => message.Says(says)), $"A message to {player.Name} that says “{says}”");

    private static async Task<int> Count(Player player, string says) => (await player.MessagesAsync()).Count(message => message.Says(says));

    private static async Task<IReadOnlyList<Posted>> Pings(Player player) => [.. (await player.InDirect().MessagesAsync()).Where(message => message.Buttons.Contains("Acknowledge"))];

    private static async Task<IReadOnlyList<Posted>> PingsInThread(Player player, Posted brief) =>
        [.. (await player.In(Acme.Onboarding).MessagesAsync(brief.Id)).Where(message => message.Buttons.Contains("Acknowledge"))];

    /// <summary>How often anybody was asked for the answer.</summary>
    private async Task<int> AskedForAnswers()
    {
        var asked = 0;
        foreach (var name in new[] { "Sam", "Ana", "Olu", "Kim", "Root" })
            asked += await Count(_office.As(name).InDirect(), "waits for Onboarding's answer");
        foreach (var message in await _office.As("Kim").In(Acme.Onboarding).MessagesAsync())
            asked += (await _office.As("Kim").In(Acme.Onboarding).MessagesAsync(message.Id)).Count(one => one.Says("waits for Onboarding's answer"));
        return asked;
    }

    public sealed class In_Slack() : Nobody_answers(Setting.InSlack);

    public sealed class In_Microsoft_Teams() : Nobody_answers(Setting.InMicrosoftTeams);

    public sealed class From_Slack_to_Microsoft_Teams() : Nobody_answers(Setting.FromSlackToMicrosoftTeams);

    public sealed class From_Microsoft_Teams_to_Slack() : Nobody_answers(Setting.FromMicrosoftTeamsToSlack);
}
