namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What happens as an acceptance clock runs out, with the clock moved as the page's control moves it.</summary>
public sealed class Nobody_answers : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.OpenAsync(Office.AcmeFolder);

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
        await olu.In(Acme.Onboarding).SeesInThread(brief.Ts, "waits for Onboarding's answer: due now", "[Claim]");
        await olu.Sees("Bluebird Ltd", ", overdue", "[Accept]");

        olu.InDirect();
        await PassesUntil(olu, "because you lead the team that must move");
        var first = await Count(olu, "because you lead");
        await _office.MovesAsync("next");
        Assert.Equal(first + 1, await Count(olu, "because you lead"));
    }

    [Fact]
    public async Task After_the_answer_there_is_silence()
    {
        var (sam, olu, kim) = (_office.As("Sam"), _office.As("Olu"), _office.As("Kim"));
        await sam.HandsOver(_office, "Heron AG", "Enterprise");
        await PassesUntil(olu.InDirect(), "waits for Onboarding's answer: due in");
        await kim.Accepts("Heron AG");
        await _office.SettlesAsync();
        var before = await Everything();

        await _office.MovesAsync("1d");
        await _office.MovesAsync("9d");

        Assert.Equal(before, await Everything());
    }

    [Fact]
    public async Task Who_claims_it_is_shown_to_all_and_pinged_from_then_on()
    {
        var (sam, olu, kim) = (_office.As("Sam"), _office.As("Olu"), _office.As("Kim"));
        var brief = await sam.HandsOver(_office, "Kestrel Inc", "Enterprise");
        await PassesUntil(olu.InDirect(), "waits for Onboarding's answer: due in");

        await olu.Presses("Claim", "Kestrel Inc");
        await kim.In(Acme.Onboarding).Sees("Kestrel Inc", "Claimed by", "Olu", "[Accept]");
        await PassesUntil(olu.InDirect(), "waits for Onboarding's answer: due now");
        await olu.In(Acme.Onboarding).SeesInThread(brief.Ts, "due now");

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

    private async Task PassesUntil(Player player, string says) => await _office.MovesUntilAsync(
        async () => (await player.MessagesAsync()).Any(message => message.Says(says)), $"A message to {player.Name} that says “{says}”");

    private static async Task<int> Count(Player player, string says) => (await player.MessagesAsync()).Count(message => message.Says(says));

    private static async Task<IReadOnlyList<Posted>> Pings(Player player) => [.. (await player.InDirect().MessagesAsync()).Where(message => message.Buttons.Contains("Acknowledge"))];

    private static async Task<IReadOnlyList<Posted>> PingsInThread(Player player, Posted brief) =>
        [.. (await player.In(Acme.Onboarding).MessagesAsync(brief.Ts)).Where(message => message.Buttons.Contains("Acknowledge"))];

    /// <summary>All that anybody was ever sent.</summary>
    private async Task<string> Everything()
    {
        var seen = new List<string>();
        foreach (var name in new[] { "Sam", "Ana", "Olu", "Kim", "Root" })
            seen.AddRange((await _office.As(name).InDirect().MessagesAsync()).Select(message => message.Ts));
        seen.AddRange((await _office.As("Kim").In(Acme.Onboarding).MessagesAsync()).Select(message => $"{message.Ts} {message.Json["reply_count"]}"));
        return string.Join(Environment.NewLine, seen);
    }
}
