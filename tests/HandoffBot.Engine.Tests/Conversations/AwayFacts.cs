using HandoffBot.Core.Chat;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>away, back and hours, as people say them. It is Monday, 23 November 2026, 10:00 in London.</summary>
public sealed class AwayFacts
{
    [Fact]
    public async Task Whoever_is_away_says_until_when_and_who_covers_and_the_cover_is_told()
    {
        await using var office = await Office.OpenAsync();

        Assert.Equal(
            "You are away until Tue 1 Dec; from that day on you are reminded again. Olu covers for you and hears of what is yours; after them the lead of the team that must move does.",
            await SaysAsync(office, Office.Kim, "away until 1 Dec cover @olu"));

        Assert.Contains("You are away until Tue 1 Dec", await SaysAsync(office, Office.Kim, "away"), StringComparison.Ordinal);
        Assert.Equal(
            "You are not away. To say that you are: away until 1 Dec cover @olu. You cover for Kim (until 1 Dec).", await SaysAsync(office, Office.Olu, "away"));
        var told = Assert.Single(await office.IntentsAsync(), one => one.Kind == IntentKind.Sentence);
        Assert.Equal("Kim is away until Tue 1 Dec and named you to cover: until then you hear of it when Kim is to be reminded, and when it becomes Kim's turn.", told.Text);

        await SaysAsync(office, Office.Kim, "away until 2026-12-01 covered by olu@acme.example");
        Assert.Single(await office.IntentsAsync(), one => one.Kind == IntentKind.Sentence);
    }

    [Theory]
    [InlineData("back")]
    [InlineData("away off")]
    [InlineData("away back")]
    public async Task Back_ends_it_and_the_cover_is_told(string words)
    {
        await using var office = await Office.OpenAsync();
        await SaysAsync(office, Office.Kim, "away until friday cover @olu");

        Assert.Equal("Welcome back. What is yours comes to you again from now on.", await SaysAsync(office, Office.Kim, words));

        Assert.Equal("You are not away.", await SaysAsync(office, Office.Kim, words));
        Assert.Contains("You are not away.", await SaysAsync(office, Office.Kim, "away"), StringComparison.Ordinal);
        Assert.Equal("Kim is back, so you cover for them no more.", (await office.IntentsAsync())[^1].Text);
    }

    [Fact]
    public async Task It_ends_by_itself_on_its_day()
    {
        await using var office = await Office.OpenAsync();
        await SaysAsync(office, Office.Kim, "away until tomorrow");

        office.Time.Pass(TimeSpan.FromHours(13.9));
        Assert.Contains("You are away until Tue 24 Nov", await SaysAsync(office, Office.Kim, "away"), StringComparison.Ordinal);
        office.Time.Pass(TimeSpan.FromHours(0.1));
        Assert.Contains("You are not away.", await SaysAsync(office, Office.Kim, "away"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("away until someday", "“someday” is no date that I know. Write it as 2026-12-01, 1 Dec, tomorrow or friday.")]
    [InlineData("away until", "Until when? Write it as 2026-12-01, 1 Dec, tomorrow or friday.")]
    [InlineData("away until 1 Dec cover @kim", "You cannot cover for yourself. Name somebody else, or leave the cover out: then the lead hears of what is yours.")]
    [InlineData("away until 1 Dec cover", "Who is meant? Mention them, or write their name or e-mail address.")]
    [InlineData("away until 1 Dec cover guest@acme.example", "I know nobody called “guest@acme.example” who has an account here. Mention them, or write their name or e-mail address.")]
    [InlineData("away until 1 Dec cover <@UGUEST>", "I know nobody called “<@UGUEST>” who has an account here. Mention them, or write their name or e-mail address.")]
    public async Task What_makes_no_sense_changes_nothing_and_is_told(string words, string says)
    {
        await using var office = await Office.OpenAsync();

        Assert.Equal(says, await SaysAsync(office, Office.Kim, words));
        Assert.Contains("You are not away.", await SaysAsync(office, Office.Kim, "away"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_away_themselves_cannot_cover_and_a_chain_never_leads_in_a_circle()
    {
        await using var office = await Office.OpenAsync();
        await SaysAsync(office, Office.Olu, "away until 3 Dec cover @dee");

        Assert.Equal(
            "Olu is away until Thu 3 Dec and cannot cover for you. Name somebody else, or leave the cover out.",
            await SaysAsync(office, Office.Kim, "away until 1 Dec cover @olu"));

        // Dee may go away later: who covered for Olu then hears of both.
        Assert.Contains("You cover for Olu (until 3 Dec). While you are away, that passes", await SaysAsync(office, Office.Dee, "away until 2 Dec cover @kim"), StringComparison.Ordinal);
        Assert.Contains("Kim covers for you", await SaysAsync(office, Office.Olu, "away"), StringComparison.Ordinal);
        Assert.Contains("Who was to cover for you is not there either", await ClosedAsync(office), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cover_from_no_team_of_theirs_hears_of_it_and_may_not_answer()
    {
        await using var office = await Office.OpenAsync();
        Assert.Contains("Dee is in none of your teams", await SaysAsync(office, Office.Kim, "away until 1 Dec cover @dee"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<@UOLU>")]
    [InlineData("@olu")]
    [InlineData("Olu")]
    [InlineData("OLU@acme.example")]
    [InlineData("by @olu")]
    [InlineData("\"Olu\"")]
    public async Task People_are_found_by_mention_name_and_address(string who)
    {
        await using var office = await Office.OpenAsync();
        Assert.Contains("Olu covers for you", await SaysAsync(office, Office.Kim, $"away until 1 Dec cover {who}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_of_that_name_one_chooses_and_a_slip_of_the_fingers_is_guessed()
    {
        await using var office = await Office.OpenAsync();
        await office.ChangeAsync(async context =>
        {
            (await context.People.SingleAsync(one => one.Email == "olu@acme.example")).Name = "Olu Okafor";
            (await context.People.SingleAsync(one => one.Email == "dee@acme.example")).Name = "Olu Dawson";
        });

        var choice = await NoticeAsync(office, Office.Kim, "away until 1 Dec cover @olu o");
        Assert.Contains("Olu Okafor covers", Text(choice), StringComparison.Ordinal);

        choice = await NoticeAsync(office, Office.Kim, "away until 1 Dec cover okafro");
        Assert.Equal("I know nobody called “okafro”. Did you mean one of these?", Text(choice));
        choice = await NoticeAsync(office, Office.Ana, "away until 1 Dec cover ol");
        Assert.Equal("Several people could be meant by “ol”. Whom do you mean?", Text(choice));
        var buttons = Assert.Single(choice.Parts.OfType<CardPart.Buttons>()).Of;
        Assert.Equal(["Olu Dawson (dee@acme.example)", "Olu Okafor (olu@acme.example)"], buttons.Select(one => one.Label));
        var pressed = Assert.IsType<Reply.Notice>(await office.PressesAsync(Office.Ana, buttons[1].Press)).Card;
        Assert.Contains("Olu Okafor covers for you", Text(pressed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_named_as_the_owner_while_away_is_so_all_the_same_and_who_names_them_is_told()
    {
        await using var office = await Office.OpenAsync();
        var view = await office.SubmittedAsync();
        await SaysAsync(office, Office.Olu, "away until 1 Dec cover @kim");
        var form = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Office.Kim, Presses.Of(Act.Accept, view.Handoff))).Form;

        var reply = await office.SubmitsAsync(Office.Kim, form, await office.AcceptInputsAsync(Office.Olu));

        var shown = Assert.IsType<FormPart.Shown>(Assert.IsType<Reply.NextForm>(reply).Form.Parts[0]);
        Assert.Contains("Olu owns Brightwave Ltd now. Note that Olu is away until 1 Dec, covered by Kim.", Plain(Assert.IsType<CardPart.Text>(shown.Part).Phrase), StringComparison.Ordinal);
        Assert.Equal(await IdAsync(office, Office.Olu), (await office.ViewAsync(view.Handoff.Number)).Client!.Owner.Value);
    }

    [Fact]
    public async Task Who_claims_while_away_is_told_that_somebody_else_is_reminded()
    {
        await using var office = await Office.OpenAsync();
        var view = await office.SubmittedAsync();
        await SaysAsync(office, Office.Kim, "away until 1 Dec cover @olu");

        var card = Assert.IsType<Reply.Notice>(await office.PressesAsync(Office.Kim, Presses.Of(Act.Claim, view.Handoff))).Card;

        Assert.Contains("But you are away until 1 Dec, covered by Olu, so you are not the one who is reminded.", Text(card), StringComparison.Ordinal);
        Assert.Equal("Kim", (await office.ViewAsync(view.Handoff.Number)) is { Handoff.ClaimedBy: { } by } now ? now.NameOf(by) : null);
    }

    [Fact]
    public async Task Cards_on_which_they_are_awaited_are_redrawn_when_they_go_and_when_they_are_back()
    {
        await using var office = await Office.OpenAsync();
        var view = await office.SubmittedAsync();
        await office.ChangeAsync(context =>
        {
            context.Add(new CardRow
            {
                Platform = Platform.Slack, Workspace = "T0ACME", Channel = "C0ONB", Message = "m1", Handoff = view.Handoff.Number, Role = CardRole.Brief, Lane = "slack/T0ACME/C0ONB",
            });
            return Task.CompletedTask;
        });
        var before = (await office.IntentsAsync()).Count(one => one.Kind == IntentKind.Brief);

        await SaysAsync(office, Office.Kim, "away until 1 Dec");
        Assert.Equal(before + 1, (await office.IntentsAsync()).Count(one => one.Kind == IntentKind.Brief));
        Assert.Equal("away until 1 Dec", (await office.ViewAsync(view.Handoff.Number)).Person(view.Handoff.Proposal!.Person).Away!.Words);

        await SaysAsync(office, Office.Kim, "back");
        Assert.Equal(before + 2, (await office.IntentsAsync()).Count(one => one.Kind == IntentKind.Brief));
    }

    [Fact]
    public async Task Hours_are_kept_told_and_given_back()
    {
        await using var office = await Office.OpenAsync();
        Assert.Equal(
            "You keep no hours: you are reminded at any time. You are reminded at this time, too. To keep others: hours mon-thu 9-17, fri 9-13.",
            await SaysAsync(office, Office.Kim, "hours"));

        Assert.Equal(
            "Your own hours: tue-thu 9-17, fri 9-13, by the clocks of Europe/London. Your team's holidays stay. The next reminder that is not urgent reaches you from 24 Nov 09:00 on.",
            await SaysAsync(office, Office.Kim, "hours tue-thu 9-17, fri 9-13"));
        Assert.Contains("Your own hours: tue-thu", await SaysAsync(office, Office.Kim, "hours"), StringComparison.Ordinal);

        Assert.Contains("I cannot read these hours: 'moonday' is not a weekday", await SaysAsync(office, Office.Kim, "hours moonday 9-17"), StringComparison.Ordinal);
        Assert.Contains("Your own hours: tue-thu", await SaysAsync(office, Office.Kim, "hours"), StringComparison.Ordinal);
        Assert.Contains("You keep no hours", await SaysAsync(office, Office.Kim, "hours off"), StringComparison.Ordinal);
    }

    /// <summary>Kim covers for Dee, who covers for Olu; then Kim goes as well.</summary>
    private static async Task<string> ClosedAsync(Office office)
    {
        await SaysAsync(office, Office.Kim, "away until 1 Dec");
        return await SaysAsync(office, Office.Olu, "away");
    }

    private static async Task<Guid> IdAsync(Office office, AccountRef account) =>
        (await office.RowsAsync(context => context.Accounts.Where(one => one.Account == account.Account))).Single().Person;

    private static async Task<string> SaysAsync(Office office, AccountRef by, string words) => Text(await NoticeAsync(office, by, words));

    private static async Task<Card> NoticeAsync(Office office, AccountRef by, string words) =>
        Assert.IsType<Reply.Notice>(await office.TypesAsync(by, words)).Card;

    private static string Text(Card card) => Plain(card.Summary);

    private static string Plain(Phrase phrase) => phrase.Plainly();
}
