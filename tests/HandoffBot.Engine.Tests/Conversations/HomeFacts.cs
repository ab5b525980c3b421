using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>What stands on a person's home, and that what is done on it is done.</summary>
public sealed class HomeFacts
{
    [Fact]
    public async Task Whoever_has_nothing_yet_is_told_what_comes_next()
    {
        await using var office = await OpenAsync();

        var (sam, kim, dee) = (await HomeAsync(office, Sam), await HomeAsync(office, Kim), await HomeAsync(office, Dee));

        Assert.Contains("Press New handoff to begin one", Said(sam), StringComparison.Ordinal);
        Assert.Contains("Nothing waits for your team's answer", Said(kim), StringComparison.Ordinal);
        Assert.Contains("You own no client", Said(sam), StringComparison.Ordinal);
        Assert.Equal(["New handoff", "Refresh", "Help"], Buttons(sam).Select(one => one.Label));

        // Nobody hands clients over from Delivery or Support.
        Assert.Equal(["Refresh", "Help"], Buttons(dee).Select(one => one.Label));
        Assert.DoesNotContain("drafts", Said(dee), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UGUEST", "guests and bots")]
    [InlineData("UNOBODY", "try again")]
    public async Task Who_is_not_joined_is_told_whom_to_ask_wherever_they_look(string account, string why)
    {
        await using var office = await OpenAsync();
        var stranger = Account(account);

        Reply[] answers = [await OpenedAsync(office, stranger), await office.TypesAsync(stranger, "home"), await office.WritesAsync(stranger, "home"), await office.PressesAsync(stranger, new(Act.Home))];

        Assert.All(answers, answer => Assert.Contains(why, Said(answer), StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.StartsWith("I take clients from one team to the next", Said(answer), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_list_holds_what_its_own_word_lists()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync("Brightwave Ltd");
        var first = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new")).Form;
        await office.SubmitsAsync(Sam, first, ("client", NewClient("Castor AG")));

        var (sam, kim, dee) = (await HomeAsync(office, Sam), await HomeAsync(office, Kim), await HomeAsync(office, Dee));

        Assert.Contains("Your drafts: 1", Said(sam), StringComparison.Ordinal);
        Assert.Contains("H-1002 · Castor AG", Said(sam), StringComparison.Ordinal);
        Assert.Contains("Your clients: 1", Said(sam), StringComparison.Ordinal);
        Assert.Contains("Brightwave Ltd · H-1001: Waiting for Onboarding's answer", Said(sam), StringComparison.Ordinal);
        Assert.Contains("Waiting for your team: 1", Said(kim), StringComparison.Ordinal);
        Assert.DoesNotContain("Castor", Said(kim), StringComparison.Ordinal);
        Assert.DoesNotContain("H-100", Said(dee), StringComparison.Ordinal);
        Assert.Equal(["Accept", "Reject", "Ask", "Open"], Buttons(kim).Skip(3).Take(4).Select(one => one.Label));
        Assert.Equal(["Continue", "Discard"], Buttons(sam).Skip(3).Take(2).Select(one => one.Label));
    }

    [Fact]
    public async Task What_is_overdue_comes_first_and_once()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync("Brightwave Ltd");
        office.Time.Pass(TimeSpan.FromHours(1));
        await office.SubmittedAsync("Aster Ltd");
        office.Time.Pass(TimeSpan.FromHours(3.5));

        var (sam, kim) = (Said(await HomeAsync(office, Sam)), Said(await HomeAsync(office, Kim)));

        Assert.Contains("Overdue, sent or owned by you: 1", sam, StringComparison.Ordinal);
        Assert.Equal(2, kim.Split("H-100").Length - 1);
        Assert.True(kim.IndexOf("overdue since", StringComparison.Ordinal) < kim.IndexOf("Aster", StringComparison.Ordinal));
        Assert.DoesNotContain("Overdue, sent", kim, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_more_than_there_is_room_for_is_counted_and_a_button_or_a_word_away()
    {
        await using var office = await OpenAsync();
        for (var number = 0; number < 7; number++)
            await office.SubmittedAsync($"Client {number}");

        var page = await HomeAsync(office, Kim);
        var message = Assert.IsType<Reply.Notice>(await office.TypesAsync(Kim, "home")).Card;

        Assert.Equal("inbox", Assert.Single(Buttons(page), one => one.Label == "Show all 7").Press.Text);
        Assert.Equal((HomeRoom.Page.Each, HomeRoom.Message.Each), (Entries(page), Entries(message)));
        Assert.Contains("4 more: say inbox.", Said(message), StringComparison.Ordinal);
        Assert.True(page.IsHome && message.IsHome);

        var sam = await HomeAsync(office, Sam);
        Assert.Contains("Your clients: 7", Said(sam), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_buttons_say_is_what_happens()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        var first = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new")).Form;
        await office.SubmitsAsync(Sam, first, ("client", NewClient("Castor AG")));

        var accept = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Kim, Button(await HomeAsync(office, Kim), "Accept"))).Form;
        await office.SubmitsAsync(Kim, accept, await office.AcceptInputsAsync(Kim));
        Assert.Contains("discarded", Said(await office.PressesAsync(Sam, Button(await HomeAsync(office, Sam), "Discard"))), StringComparison.Ordinal);

        var (sam, kim) = (Said(await HomeAsync(office, Sam)), Said(await HomeAsync(office, Kim)));
        Assert.Contains("You have no drafts", sam, StringComparison.Ordinal);
        Assert.Contains("You own no client", sam, StringComparison.Ordinal);
        Assert.Contains("Nothing waits", kim, StringComparison.Ordinal);
        Assert.Contains("Brightwave Ltd · H-1001: Accepted by Kim", kim, StringComparison.Ordinal);
        Assert.Contains("Your handoffs", Said(await office.PressesAsync(Kim, new(Act.Home))), StringComparison.Ordinal);
        Assert.Equal(FormKind.Checklist, Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Sam, Button(await HomeAsync(office, Sam), "New handoff"))).Form.Token.Kind);
    }

    [Fact]
    public async Task Whoever_is_away_sees_so_and_whoever_waits_for_them_too()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        await office.TypesAsync(Kim, "away until 1 Dec cover @olu");

        Assert.Contains("You are away until 1 Dec, covered by Olu", Said(await HomeAsync(office, Kim)), StringComparison.Ordinal);
        Assert.Contains("Kim is away until 1 Dec", Said(await HomeAsync(office, Olu)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_filled_in_is_filled_in_there_by_who_sent_it_or_owns_its_client()
    {
        await using var office = await OpenAsync();
        await ExceptionFlowFacts.AcceptedAsync(office);
        Assert.DoesNotContain("To be filled in", Said(await HomeAsync(office, Ana)), StringComparison.Ordinal);

        foreach (var (who, days) in new[] { (Sam, 0), (Kim, 60) })
        {
            office.Time.Pass(TimeSpan.FromDays(days));
            var (home, mine) = (await HomeAsync(office, who), Said(await office.TypesAsync(who, "mine")));
            Assert.Contains(days == 0 ? "To be filled in: 1" : "Overdue, sent or owned by you: 1", Said(home), StringComparison.Ordinal);
            Assert.Contains("“What was sold” · by 15 Dec 2026" + (days == 0 ? "" : " · overdue"), Said(home), StringComparison.Ordinal);
            Assert.Contains("Exceptions to be filled in:", mine, StringComparison.Ordinal);
            Assert.Equal(FormKind.FillIn, Assert.IsType<Reply.OpenForm>(await office.PressesAsync(who, Button(home, "Fill in"))).Form.Token.Kind);
        }

        var form = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Kim, Button(await HomeAsync(office, Kim), "Fill in"))).Form;
        await office.SubmitsAsync(Kim, form, ("scope", Text("Fifty seats of everything")));
        Assert.DoesNotContain("“What was sold”", Said(await HomeAsync(office, Kim)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_several_may_be_started_playbook_and_client_are_chosen_at_once()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();
        var choose = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Kim, Button(await HomeAsync(office, Kim), "New handoff"))).Form;
        var known = (await office.RowsAsync(context => context.Clients)).Single();

        var form = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(
            Kim, choose, ("playbook", Choice("onboarding-to-sales")), (ChoosePlaybookScreen.Client, new Input.Selected(SuggestionId.Of(new ClientId(known.Id)), "as the form shows it")))).Form;
        var fresh = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Kim, choose, ("playbook", Choice("onboarding-to-sales")), (ChoosePlaybookScreen.Client, NewClient("Castor AG")))).Form;
        var gone = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(
            Kim, choose, ("playbook", Choice("onboarding-to-sales")), (ChoosePlaybookScreen.Client, Choice(Guid.NewGuid().ToString("D"))))).Form;
        var errors = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, choose, (ChoosePlaybookScreen.Client, NewClient("Castor AG"))));

        Assert.Equal("Brightwave Ltd", form.Parts.OfType<FormPart.ClientField>().Single().Current?.Label);
        Assert.Equal("new:Castor AG", fresh.Parts.OfType<FormPart.ClientField>().Single().Current?.Id);
        Assert.Null(gone.Parts.OfType<FormPart.ClientField>().Single().Current);
        Assert.Equal("new:Castor AG", errors.Redrawn.Parts.OfType<FormPart.ClientField>().Single().Current?.Id);
    }

    private static Task<Reply> OpenedAsync(Office office, AccountRef by) => office.HandleAsync(new Interaction.HomeOpened(by, office.NewReceipt()));

    private static async Task<Card> HomeAsync(Office office, AccountRef by) => Assert.IsType<Reply.Notice>(await OpenedAsync(office, by)).Card;

    private static Press Button(Card card, string label) => Buttons(card).First(one => one.Label == label).Press;

    private static int Entries(Card card) => card.Parts.OfType<CardPart.Buttons>().Count(row => row.Of.Any(one => one.Label == "Open"));

    private static string Said(Card card) => NewFacts.Said(new Reply.Notice(card));

    private static string Said(Reply reply) => NewFacts.Said(reply);
}
