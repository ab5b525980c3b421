using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Host.Tests.WholeBot.Postgres;

/// <summary>Two leads agree to a version of a playbook at the same moment, each at a whole host of their own, again and again.</summary>
public abstract class At_two_hosts
{
    private const int Times = 5;
    private readonly Setting _setting;
    private readonly Balancer _balancer = new();
    private readonly Dictionary<Player, int> _settled = [];
    private readonly HashSet<string> _asked = [];

    private At_two_hosts(Setting setting) => _setting = setting;

    [Fact]
    public async Task Of_two_leads_who_agree_at_once_one_settles_it_and_each_is_told()
    {
        using var written = new Written(_setting.Playbooks);
        var asked = "      - { id: segment,";
        written.Change(Written.ThePlaybook, "read-back: true", "read-back: true\nagreed: true");
        written.Change(Written.ThePlaybook, asked, $"      - {{ id: order, label: Order 0, type: text }}\n{asked}");
        await using var office = await Office.OpenWithTwoHostsAsync(_setting, _balancer, written.Folder);
        // A member of the sending team at each host.
        var senders = new[] { office.As("Sam").In(Acme.Sales), office.Lets("sam@acme.example", Acme.Onboarding) };
        var leads = new[] { office.As("Ana").InDirect(), office.As("Olu").InDirect() };
        for (var time = 1; time <= Times; time++)
        {
            written.Change(Written.ThePlaybook, $"Order {time - 1}", $"Order {time}");
            await office.LooksAtTheFolderAsync();
            var cards = await Task.WhenAll(leads.Select(lead => lead.Sees("was changed", $"it reads “Order {time}” now", "[Agree]")));
            _asked.UnionWith(cards.Select(card => card.Id));
            await BeginAsync(senders, $"Early {time}", asks: $"Order {time - 1}");
            var passed = _balancer.Passed;

            await Task.WhenAll(leads.Zip(cards, (lead, card) => lead.PressesOn(card, "Agree")));

            Assert.Equal(passed + 1, _balancer.Passed);
            await office.SettlesAsync();
            await EachIsToldAsync(leads, time);
            // The host that did not settle it hears of it when it looks, or from whoever presses again on a card that lies there as it was sent.
            if (time % 2 == 0)
                await office.LooksAtTheFolderAsync();
            foreach (var (lead, card) in leads.Zip(cards))
            {
                Assert.False((await lead.SeesAgain(card, "is in force as it was changed")).Says("[Agree]"));
                await lead.PressesOnAsItWas(card, "Agree");
                await ToldAsync(lead, time, "It is in force already.");
            }

            await BeginAsync(senders, $"Client {time}", asks: $"Order {time}");
        }

        await using var context = office.Bot.App.Services.GetRequiredService<IStore>().Read();
        Assert.Equal(2 * Times, await context.Timeline.CountAsync(one => one.Kind == "playbook-agreed"));
        Assert.Equal(Times, await context.Timeline.CountAsync(one => one.Kind == "playbook-in-force"));
    }

    /// <summary>Whoever agreed last reads that it is in force; the other reads that somebody was missing, and then that it is in force.</summary>
    private async Task EachIsToldAsync(Player[] leads, int time)
    {
        var told = await Task.WhenAll(leads.Select(async lead => (await lead.MessagesAsync()).Count(message => message.Says("is in force as it was changed") && !_asked.Contains(message.Id))));
        Assert.Equal(time, told.Sum());
        foreach (var (lead, others) in leads.Zip(told))
        {
            var before = _settled.GetValueOrDefault(lead);
            var settled = _settled[lead] = time - others;
            Assert.InRange(settled - before, 0, 1);
            if (settled > before)
                await ToldAsync(lead, settled, "is in force now");
            else
                await ToldAsync(lead, others, "is in force once");
        }
    }

    /// <summary>In Slack what is said to somebody alone stays; Microsoft Teams shows what was said last.</summary>
    private static Task ToldAsync(Player lead, int times, string says) => lead is MsTeamsPlayer ? lead.SeesPrivately(says) : Until.Holds(
        async () => (await lead.MessagesAsync()).Count(message => message.IsPrivate && message.Says(says)) == times,
        $"{lead.Name} was not told {times} times “{says}”.",
        lead.OnScreen);

    private static async Task BeginAsync(Player[] senders, string client, string asks)
    {
        foreach (var sender in senders)
        {
            await sender.Types($"/handoff new sales-to-onboarding \"{client} {sender.GetType().Name}\"");
            await sender.SeesForm(asks);
            await sender.Closes();
        }
    }

    public sealed class From_Slack_to_Microsoft_Teams() : At_two_hosts(Setting.FromSlackToMicrosoftTeams);

    public sealed class From_Microsoft_Teams_to_Slack() : At_two_hosts(Setting.FromMicrosoftTeamsToSlack);
}
