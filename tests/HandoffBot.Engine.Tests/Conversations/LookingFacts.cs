using HandoffBot.Core.Chat;
using HandoffBot.Engine.Delivery;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

public sealed class LookingFacts
{
    [Fact]
    public async Task Help_says_what_can_be_said_and_starts_what_one_may_start()
    {
        await using var office = await OpenAsync();

        var card = Assert.IsType<Reply.Notice>(await office.TypesAsync(Sam, "help")).Card;

        Assert.Contains("inbox", Said(new Reply.Notice(card)), StringComparison.Ordinal);
        Assert.Equal("new sales-to-onboarding", Buttons(card)[0].Press.Text);
    }

    [Fact]
    public async Task Unknown_words_get_the_nearest_or_the_help_never_silence()
    {
        await using var office = await OpenAsync();

        Assert.Contains("Did you mean inbox?", Said(await office.TypesAsync(Sam, "inobx")), StringComparison.Ordinal);
        Assert.Contains("I do not know “abracadabra”", Said(await office.TypesAsync(Sam, "abracadabra")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UGUEST", "guests and bots")]
    [InlineData("UNOBODY", "try again")]
    public async Task Who_is_not_joined_is_told_whom_to_ask(string account, string why)
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var stranger = Account(account);

        Assert.Contains(why, Said(await office.TypesAsync(stranger, "new")), StringComparison.Ordinal);
        Assert.Contains("Ask Root", Said(await office.TypesAsync(stranger, "help")), StringComparison.Ordinal);
        Assert.Contains(why, Said(await office.PressesAsync(stranger, Presses.Of(Act.Show, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains(why, Said(await office.SubmitsAsync(stranger, new(new(FormKind.Review, 1001), "x", [], "Submit"))), StringComparison.Ordinal);
        Assert.Empty(Assert.IsType<Reply.Suggestions>(await AskAsync(office, stranger, SuggestionSource.Clients, "b")).Of);
    }

    [Fact]
    public async Task Another_workspace_is_nobody()
    {
        await using var office = await OpenAsync();

        Assert.Contains("another workspace", Said(await office.TypesAsync(Sam with { Workspace = "T0OTHER" }, "inbox")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lists_show_what_waits_for_whom()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync("Brightwave Ltd");
        var first = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new")).Form;
        await office.SubmitsAsync(Sam, first, ("client", NewClient("Castor AG")));

        Assert.Contains("H-1001 · Brightwave Ltd", Said(await office.TypesAsync(Kim, "inbox")), StringComparison.Ordinal);
        Assert.Contains("Nothing waits", Said(await office.TypesAsync(Sam, "inbox")), StringComparison.Ordinal);
        Assert.Contains("H-1001", Said(await office.TypesAsync(Sam, "mine")), StringComparison.Ordinal);
        Assert.Contains("H-1002 · Castor AG", Said(await office.TypesAsync(Sam, "drafts")), StringComparison.Ordinal);
        Assert.Contains("H-1002", Said(await office.TypesAsync(Ana, "drafts")), StringComparison.Ordinal);
        Assert.Contains("You have no drafts", Said(await office.TypesAsync(Kim, "drafts")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_in_the_list_is_continued_by_its_button()
    {
        await using var office = await OpenAsync();
        var first = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new")).Form;
        await office.SubmitsAsync(Sam, first, ("client", NewClient("Castor AG")));

        var card = Assert.IsType<Reply.Notice>(await office.WritesAsync(Sam, "drafts")).Card;

        Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Sam, Buttons(card).Single().Press));
    }

    [Fact]
    public async Task Show_offers_what_the_person_may_do()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();

        Assert.Equal("Accept,Reject,Ask,Claim,Reassign,Re-route,Details", await OfferedAsync(office, Kim));
        Assert.Equal("Correct,Add a promise,Withdraw,Details", await OfferedAsync(office, Sam));
        Assert.Equal("Re-route,Withdraw,Change the sender,Details", await OfferedAsync(office, Ana));
        Assert.Equal("Re-route,Details", await OfferedAsync(office, Root));
    }

    [Fact]
    public async Task Who_may_not_see_it_is_told_who_may()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        Assert.Contains("Only Sales, Onboarding", Said(await office.TypesAsync(Dee, "show H-1001")), StringComparison.Ordinal);
        Assert.Contains("Only Sales, Onboarding", Said(await office.PressesAsync(Dee, Presses.Of(Act.Details, view.Handoff))), StringComparison.Ordinal);
        Assert.DoesNotContain("Fifty seats", Said(await office.TypesAsync(Dee, "show H-1001")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_without_a_reference_says_how()
    {
        await using var office = await OpenAsync();

        Assert.Contains("show H-1042", Said(await office.TypesAsync(Sam, "show")), StringComparison.Ordinal);
        Assert.Contains("“the one” is no handoff", Said(await office.TypesAsync(Sam, "show the one")), StringComparison.Ordinal);
        Assert.Contains("There is no H-4711", Said(await office.TypesAsync(Sam, "show H-4711")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_show_every_answer_and_the_history()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        var details = Said(await office.PressesAsync(Olu, Presses.Of(Act.Details, view.Handoff)));

        Assert.Contains("What was sold: Fifty seats of everything", details, StringComparison.Ordinal);
        Assert.Contains("Sam sent it to Onboarding, in Slack", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_client_is_offered_only_where_no_equal_name_exists()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync("Brightwave Ltd");

        var part = await NamesAsync(office, SuggestionSource.Clients, "bright");
        var equal = await NamesAsync(office, SuggestionSource.Clients, " BRIGHTWAVE  ltd ");
        var endless = await NamesAsync(office, SuggestionSource.Clients, new string('x', 200));

        Assert.Equal(["Brightwave Ltd", "Create “bright”"], part);
        Assert.Equal(["Brightwave Ltd"], equal);
        Assert.Empty(endless);
    }

    [Fact]
    public async Task People_are_found_by_typing_and_owners_only_among_the_receivers()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var accept = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Kim, Presses.Of(Act.Accept, view.Handoff))).Form;

        Assert.Equal(["Sam"], await NamesAsync(office, SuggestionSource.People, "sa"));
        Assert.DoesNotContain(await NamesAsync(office, SuggestionSource.People, "sam"), name => name.StartsWith("Create", StringComparison.Ordinal));
        Assert.Equal(["Kim", "Olu"], (await AskAsync(office, Kim, SuggestionSource.People, "", accept.Token)).Of.Select(one => one.Label).Order());
    }

    [Fact]
    public async Task The_bot_says_what_it_is_once_when_it_is_added_to_a_channel()
    {
        await using var office = await OpenAsync();
        var added = new Interaction.BotAdded(Sam, office.NewReceipt(), new(Platform.Slack, Sam.Workspace, "C0NEW"));

        await office.HandleAsync(added);
        await office.HandleAsync(added);

        Assert.Single(await office.IntentsAsync(), one => one is { Kind: IntentKind.Welcome, Handoff: null, Text.Length: > 0 });
    }

    [Fact]
    public async Task Hostile_words_and_forms_never_throw()
    {
        await using var office = await OpenAsync();
        foreach (var words in new[] { "new <!channel> \u202Eevil", "show H-99999999999999999999", new string('x', 100_000), "new \"", "inbox -1", "\0" })
        {
            Assert.NotNull(await office.TypesAsync(Sam, words));
            Assert.NotNull(await office.WritesAsync(Sam, words));
        }

        foreach (var kind in Enum.GetValues<FormKind>())
        {
            var form = new Form(new(kind, -5, "?", -1, -1, -1, -1, "x,,9"), "x", [], "x");
            Assert.NotNull(await office.SubmitsAsync(Sam, form, ("owner", Text("x")), ("step", Choice("-1")), ("playbook", new Input.Many([]))));
            foreach (var act in Enum.GetValues<Act>())
                Assert.NotNull(await office.PressesInAsync(Sam, form, new(act, -5, -1, -1, null, -1, "\0")));
        }
    }

    private static async Task<string> OfferedAsync(Office office, AccountRef by) =>
        string.Join(',', Buttons(Assert.IsType<Reply.Notice>(await office.TypesAsync(by, "show H-1001")).Card).Select(one => one.Label));

    private static async Task<Reply.Suggestions> AskAsync(Office office, AccountRef by, SuggestionSource source, string query, FormToken? token = null) =>
        Assert.IsType<Reply.Suggestions>(await office.HandleAsync(new Interaction.SuggestionsAsked(by, office.NewReceipt(), source, query, token)));

    private static async Task<IEnumerable<string>> NamesAsync(Office office, SuggestionSource source, string query) =>
        (await AskAsync(office, Sam, source, query)).Of.Select(one => one.Label);
}
