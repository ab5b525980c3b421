using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;
using static HandoffBot.Engine.Tests.Conversations.PromisingFacts;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>"Add to a handoff" on a message. Sam handed Brightwave Ltd over, and Ines, whom nobody knows, wrote something.</summary>
public sealed class EvidenceFacts
{
    private static readonly Quote Written = new(new(Platform.Slack, OfficeDirectory.Workspace, "C0DEALS", "17.1"), "Brightwave Ltd signs on Friday, says <@UKIM>, not <@UNOBODY>.")
    {
        Author = Account("UINES"),
        AuthorName = "Ines",
        Link = new("https://acme.slack.com/archives/C0DEALS/p171"),
    };

    [Fact]
    public async Task It_is_kept_as_written_with_names_for_mentions_and_shown_to_both_sides()
    {
        await using var office = await OpenAsync();
        var number = (await office.SubmittedAsync()).Handoff.Number;

        var form = Open(await PicksAsync(office, Kim));
        Assert.Equal($"h:{number}", form.Parts.OfType<FormPart.HandoffField>().Single().Current?.Id);
        Assert.StartsWith("Added to H-1001 · Brightwave Ltd. Details shows it to both teams.", Said(await AddsAsync(office, Kim, form, number)), StringComparison.Ordinal);
        Assert.StartsWith("Added to H-1001", Said(await AddsAsync(office, Kim, form, number)), StringComparison.Ordinal);

        var kept = Assert.Single((await office.ViewAsync(number)).Handoff.Evidence);
        Assert.Equal(
            ("Brightwave Ltd signs on Friday, says @Kim, not @somebody.", "Ines", Written.Link, Written.At), (kept.Text, kept.Author, kept.Link, kept.Message));
        Assert.Equal(["evidence-added"], (await office.RowsAsync(context => context.Timeline)).Select(one => one.Kind).Where(one => one.StartsWith("evidence", StringComparison.Ordinal)));
        var details = Open(await office.PressesAsync(Sam, new Press(Act.Details, number)));
        Assert.Contains(details.Parts.OfType<FormPart.Shown>(), one => one.Part is CardPart.LongText { Label: "Ines, in Slack", Value: var text } && text == kept.Text);
        Assert.Contains("“Brightwave Ltd signs", string.Join('\n', details.Parts.OfType<FormPart.Shown>().Select(one => one.Part).OfType<CardPart.Note>().Select(one => one.Phrase.Plainly())), StringComparison.Ordinal);

        Assert.StartsWith("Kim added this message to H-1001 already", Said(await AddsAsync(office, Sam, Open(await PicksAsync(office, Sam)), number)), StringComparison.Ordinal);
        Assert.Equal("Sam", Assert.Single(await QuotesAsync(office)));
    }

    [Fact]
    public async Task Who_added_it_takes_it_back_and_the_history_says_so_without_what_it_said()
    {
        await using var office = await OpenAsync();
        var number = (await office.SubmittedAsync()).Handoff.Number;
        var form = Open(await PicksAsync(office, Kim));
        await AddsAsync(office, Kim, form, number);
        var view = await office.ViewAsync(number);
        var press = Presses.Of(Act.RemoveEvidence, view.Handoff, $"{view.Handoff.Evidence[0].Id:N}");

        Assert.Empty(Offered(await office.PressesAsync(Olu, new Press(Act.Details, number)), Act.RemoveEvidence));
        Assert.Equal("Only Kim, who added it, Sam, who sent H-1001 and admins can take this message back.", Said(await office.PressesAsync(Olu, press)));
        var details = Open(await office.PressesAsync(Kim, new Press(Act.Details, number)));
        Assert.Equal(press.Text, Assert.Single(Offered(new Reply.OpenForm(details), Act.RemoveEvidence)).Text);

        var without = Assert.IsType<Reply.NextForm>(await office.PressesInAsync(Kim, details, press)).Form;
        var history = string.Join('\n', without.Parts.OfType<FormPart.Shown>().Select(one => one.Part).OfType<CardPart.Note>().Select(one => one.Phrase.Plainly()));
        Assert.Contains("Kim took back the message of Ines that was added as evidence", history, StringComparison.Ordinal);
        Assert.Contains("added a message of Ines as evidence, which was taken back since", history, StringComparison.Ordinal);
        Assert.DoesNotContain("Brightwave Ltd signs", history, StringComparison.Ordinal);
        Assert.Empty((await office.ViewAsync(number)).Handoff.Evidence);
        Assert.Equal("This message is no longer among the evidence of H-1001.", Said(await office.PressesAsync(Kim, press)));
        Assert.StartsWith("This form is too old", Said(await AddsAsync(office, Kim, form, number)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_the_platform_knows_is_asked_at_once()
    {
        await using var office = await OpenAsync();
        var number = (await office.SubmittedAsync()).Handoff.Number;
        var quote = Written with { Link = null, Author = Account(AskedAtOnce.Account), AuthorName = null, At = Written.At with { Message = AskedAtOnce.Message } };

        Assert.EndsWith("Details shows it to both teams.", Said(await AddsAsync(office, Kim, Open(await PicksAsync(office, Kim, quote)), number)), StringComparison.Ordinal);

        // Either is answered once the other was asked: one after the other, both would have gone without.
        var kept = Assert.Single((await office.ViewAsync(number)).Handoff.Evidence);
        Assert.Equal(("Guest", true), (kept.Author, kept.Link is not null));
    }

    [Fact]
    public async Task Cards_are_redrawn_and_nobody_is_called_and_a_draft_shows_nothing_to_anybody()
    {
        await using var office = await OpenAsync();
        var draft = (await office.ReviewedAsync()).Token.Handoff!.Value;
        await AddsAsync(office, Sam, Open(await PicksAsync(office, Sam)), draft);
        Assert.Empty(await office.IntentsAsync());

        var sent = (await office.SubmittedAsync("Northern Rail")).Handoff;
        var number = sent.Number;
        var before = (await office.IntentsAsync()).Count;
        await AddsAsync(office, Sam, Open(await PicksAsync(office, Sam)), number);
        Assert.Equal(
            [IntentKind.Brief, IntentKind.SenderCard], (await office.IntentsAsync()).Skip(before).Select(one => one.Kind).Order());
        Assert.Equal(sent.Revision, (await office.ViewAsync(number)).Handoff.Revision);
    }

    [Fact]
    public async Task Only_who_sees_a_handoff_finds_it_and_adds_to_it()
    {
        await using var office = await OpenAsync();
        var number = (await office.SubmittedAsync()).Handoff.Number;
        var form = Open(await PicksAsync(office, Dee));

        Assert.Null(form.Parts.OfType<FormPart.HandoffField>().Single().Current);
        Assert.DoesNotContain(await FoundAsync(office, Dee, form, ""), one => SuggestionId.Handoff(one.Id) is not null);
        Assert.StartsWith("Only Sales, Onboarding", Said(await AddsAsync(office, Dee, form, number)), StringComparison.Ordinal);
        Assert.StartsWith("Only Sales, Onboarding", Said(await office.SubmitsAsync(Dee, form, Evidence(AddMessageScreen.AsPromise), Where(SuggestionId.Of(number)))), StringComparison.Ordinal);
        Assert.Contains(await FoundAsync(office, Root, Open(await PicksAsync(office, Root)), "h-1001"), one => one.Id == $"h:{number}");

        // Another person's form carries no right either.
        Assert.StartsWith("This form is too old", Said(await AddsAsync(office, Kim, form, number)), StringComparison.Ordinal);
        Assert.Empty((await office.ViewAsync(number)).Handoff.Evidence);
    }

    [Fact]
    public async Task Likely_ones_stand_first_and_what_is_typed_finds_the_others_and_clients()
    {
        await using var office = await OpenAsync();
        var named = (await office.SubmittedAsync()).Handoff.Number;
        var other = (await office.SubmittedAsync("Northern Rail")).Handoff.Number;
        var form = Open(await PicksAsync(office, Kim));

        Assert.Equal([named, other], (await FoundAsync(office, Kim, form, "")).Select(one => SuggestionId.Handoff(one.Id)).OfType<int>());
        Assert.Equal([other], (await FoundAsync(office, Kim, form, "north")).Select(one => SuggestionId.Handoff(one.Id)).OfType<int>());
        Assert.Contains(await FoundAsync(office, Kim, form, "north"), one => SuggestionId.Client(one.Id) is not null && one.Label == "Northern Rail");
        Assert.Empty((await FoundAsync(office, Kim, form, "nowhere")).Select(one => one.Id));

        // In the thread of a brief it is about that one, whatever it says.
        await office.ChangeAsync(context =>
        {
            context.Add(new CardRow
            {
                Platform = Platform.Slack, Workspace = OfficeDirectory.Workspace, Channel = "C0DEALS", Message = "16.0", Handoff = other, Role = CardRole.Brief, Lane = "x",
            });
            return Task.CompletedTask;
        });
        var inThread = Open(await PicksAsync(office, Kim, Written with { Thread = "16.0" }));
        Assert.Equal($"h:{other}", inThread.Parts.OfType<FormPart.HandoffField>().Single().Current?.Id);
        Assert.Equal(other, SuggestionId.Handoff((await FoundAsync(office, Kim, inThread, ""))[0].Id));
    }

    [Fact]
    public async Task What_is_missing_stands_beside_its_input_and_a_search_keeps_what_was_chosen()
    {
        await using var office = await OpenAsync();
        var view = await office.AcceptedAsync();
        var form = Open(await PicksAsync(office, Kim));

        Assert.Equal(["what"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form)).ByInput.Keys);
        Assert.Equal(["where"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, Evidence())).ByInput.Keys);
        var client = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, Evidence(), Where(SuggestionId.Of(view.Client!.Id))));
        Assert.Equal("Evidence is kept with a handoff: choose one of this client's.", client.ByInput["where"]);
        Assert.Equal("There is no H-999.", Said(await office.SubmitsAsync(Kim, form, Evidence(), Where("h:999"))));

        var redrawn = Assert.IsType<Reply.NextForm>(await office.PressesInAsync(Kim, form, new Press(Act.Redraw, Text: "where"), Evidence(AddMessageScreen.AsPromise))).Form;
        Assert.Equal(AddMessageScreen.AsPromise, redrawn.Parts.OfType<FormPart.OneOf>().Single().Current);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_said_and_what_nobody_went_on_with_is_forgotten()
    {
        await using var office = await OpenAsync();

        Assert.StartsWith("This message has been deleted", Said(await PicksAsync(office, Kim, Written with { IsDeleted = true })), StringComparison.Ordinal);
        Assert.Empty(await office.RowsAsync(context => context.Quotes));
        var form = Open(await PicksAsync(office, Kim));
        Assert.Single(await office.RowsAsync(context => context.Quotes));

        office.Time.Pass(TimeSpan.FromHours(25));
        await office.ForgetAsync();
        Assert.Empty(await office.RowsAsync(context => context.Quotes));
        Assert.StartsWith("This form is too old to go on with. Nothing was added", Said(await AddsAsync(office, Kim, form, 1001)), StringComparison.Ordinal);
        Assert.StartsWith("This form is too old", Said(await office.PressesInAsync(Kim, form, new Press(Act.Redraw, Text: "where"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_platform_gives_no_link_or_no_name_it_is_kept_without()
    {
        await using var office = await OpenAsync();
        var number = (await office.SubmittedAsync()).Handoff.Number;

        // The platform is asked for the name of whoever is not joined, and for a link.
        var guest = Written with { Link = null, Author = Account("UGUEST"), AuthorName = null };
        Assert.EndsWith("There is no link to it: Slack gives me none.", Said(await AddsAsync(office, Kim, Open(await PicksAsync(office, Kim, guest)), number)), StringComparison.Ordinal);
        var app = guest with { Author = null, At = Written.At with { Message = "18.0" } };
        await AddsAsync(office, Kim, Open(await PicksAsync(office, Kim, app)), number);
        var unknown = guest with { Author = Account("UINES"), At = Written.At with { Message = "19.0" } };
        await AddsAsync(office, Kim, Open(await PicksAsync(office, Kim, unknown)), number);

        Assert.Equal(["Guest", "An app", "Somebody"], (await office.ViewAsync(number)).Handoff.Evidence.Select(one => one.Author));
    }

    [Fact]
    public async Task Whoever_is_not_joined_adds_nothing()
    {
        await using var office = await OpenAsync();
        Assert.StartsWith("I cannot do this for you", Said(await PicksAsync(office, Account("UGUEST"))), StringComparison.Ordinal);
        Assert.Empty(await office.RowsAsync(context => context.Quotes));
    }

    private static IEnumerable<Press> Offered(Reply details, Act act) =>
        Open(details).Parts.OfType<FormPart.AnswerButtons>().SelectMany(one => one.Of).Select(one => one.Press).Where(one => one.Act == act);

    /// <summary>Whose messages are still kept for a form.</summary>
    private static async Task<IReadOnlyList<string>> QuotesAsync(Office office) => await office.RowsAsync(
        context => from quote in context.Quotes join person in context.People on quote.By equals person.Id select person.Name);

    private static Task<Reply> PicksAsync(Office office, AccountRef by, Quote? quote = null) =>
        office.HandleAsync(new Interaction.MessagePicked(by, office.NewReceipt(), quote ?? Written));

    private static Task<Reply> AddsAsync(Office office, AccountRef by, Form form, int number) =>
        office.SubmitsAsync(by, form, Evidence(), Where(SuggestionId.Of(number)));

    private static async Task<IReadOnlyList<Suggestion>> FoundAsync(Office office, AccountRef by, Form form, string query) =>
        Assert.IsType<Reply.Suggestions>(await office.HandleAsync(
            new Interaction.SuggestionsAsked(by, office.NewReceipt(), SuggestionSource.Handoffs, query, form.Token))).Of;

    private static (string, Input) Evidence(string what = AddMessageScreen.AsEvidence) => (AddMessageScreen.What, Choice(what));

    private static (string, Input) Where(string id) => (AddMessageScreen.Where, Choice(id));
}
