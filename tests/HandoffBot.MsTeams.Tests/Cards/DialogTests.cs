using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Tests.Cards;

public sealed class DialogTests
{
    private static readonly FormToken Token = new(FormKind.Accept, 1042, Round: 1, Revision: 3);
    private static readonly Suggestion Kim = new("00000000-0000-4000-8000-00000000000a", "Kim");
    private static readonly Suggestion OtherKim = new("00000000-0000-4000-8000-00000000000b", "Kim");

    [Fact]
    public void The_foot_of_a_dialog_leads_back_on_and_away()
    {
        var card = Draw(
            new FormPart.TextField("note", "Note", null, false, false, 100, null, null),
            new FormPart.AnswerButtons([new("Discard", new(Act.Discard)), new("Back", new(Act.Back))]),
            new FormPart.Shown(new CardPart.Note("Next keeps what you typed.")));

        Assert.Equal(["Back", "Send it", "Discard"], card["actions"]!.AsArray().Select(one => (string?)one!["title"]));
        Assert.Empty(CardRules.All(card, "ActionSet"));
        Assert.Equal(new Carried(null, Token), CarriedTests.Read(card["actions"]![1]!["data"]!));
    }

    [Fact]
    public void Buttons_that_belong_to_what_stands_above_them_stay_there()
    {
        var card = Draw(
            new FormPart.Shown(new CardPart.Text("One")), new FormPart.AnswerButtons([new("Show", new(Act.Show, 1))]),
            new FormPart.Shown(new CardPart.Text("Two")), new FormPart.AnswerButtons([new("Show", new(Act.Show, 2))]));

        Assert.Equal(["TextBlock", "ActionSet", "TextBlock", "ActionSet"], card["body"]!.AsArray().Select(one => (string?)one!["type"]));
    }

    [Fact]
    public void Buttons_above_an_input_stay_there()
    {
        var card = Draw(
            new FormPart.AnswerButtons([new("Back", new(Act.Back))]), new FormPart.TextField("note", "Note", null, false, false, 100, null, null));

        Assert.Equal("ActionSet", (string?)card["body"]![0]!["type"]);
    }

    [Fact]
    public void A_form_with_inputs_can_always_be_sent()
    {
        var form = new Form(Token, "Title", [new FormPart.TextField("note", "Note", null, false, false, 100, null, null)], Submit: null);

        Assert.Equal("Send", (string?)DialogRenderer.Draw(form).Card["actions"]!.AsArray().Single()!["title"]);
    }

    [Fact]
    public void A_form_that_only_says_something_has_no_buttons()
    {
        var card = DialogRenderer.Draw(Samples.Forms["sentence"]);

        Assert.Null(card.Card["actions"]);
        Assert.Equal(("H-1042", "small"), (card.Title, card.Size));
    }

    [Fact]
    public void What_is_wrong_stands_below_its_input_and_what_is_elsewhere_above_them_all()
    {
        var form = new Form(
            Token,
            "Title",
            [
                new FormPart.TextField("note", "Note", null, true, false, 100, null, "Say *something*."),
                new FormPart.Criteria("criteria", [new("It holds", false, null), new("So does this", false, "Tick it.")]),
            ],
            "Send");

        var card = DialogRenderer.Draw(
            form, errors: new Dictionary<string, string> { ["note"] = "Say *something*.", ["criteria-1"] = "Tick it.", ["owner"] = "Choose an owner." }).Card;

        Assert.Equal(["⚠ Choose an owner.", @"⚠ Say \*something\*.", "⚠ Tick it."], Errors(card));
        Assert.Equal("⚠ Choose an owner.", (string?)card["body"]![0]!["text"]);
        Assert.Equal(["Input.Text", "TextBlock"], card["body"]![1]!["items"]!.AsArray().Select(one => (string?)one!["type"]));
    }

    [Fact]
    public void What_has_to_be_answered_has_a_star_and_is_checked_by_the_server_only()
    {
        var card = Draw(
            new FormPart.TextField("a", "Needed", null, true, false, 100, null, null), new FormPart.TextField("b", "Welcome", null, false, false, 100, null, null));

        Assert.Equal(["Needed *", "Welcome"], CardRules.All(card, "Input.Text").Select(one => (string?)one["label"]));
        Assert.DoesNotContain(CardRules.Everything(card), one => one.ContainsKey("isRequired") || one.ContainsKey("maxLength") || one.ContainsKey("regex"));
    }

    [Fact]
    public void An_answer_that_may_be_left_out_can_be_taken_back()
    {
        static JsonArray Choices(bool required) =>
            CardRules.All(Draw(new FormPart.OneOf("one", "One", null, required, [new("a", "A")], "a", null)), "Input.ChoiceSet").Single()["choices"]!.AsArray();

        Assert.Equal(["A"], Choices(required: true).Select(one => (string?)one!["title"]));
        Assert.Equal(["A", "No answer"], Choices(required: false).Select(one => (string?)one!["title"]));
    }

    [Fact]
    public void What_is_no_number_is_shown_to_be_mended()
    {
        static JsonObject Number(string? typed) => CardRules.Everything(Draw(new FormPart.ChecklistField(
            Scene.Field("seats", "Seats", new FieldKind.Number(0, 10)), typed is null ? null : new Input.Typed(typed), false, null))).First(one => one["id"] is not null);

        Assert.Equal(("Input.Number", "12.5"), ((string?)Number("12.5")["type"], Number("12.5")["value"]!.ToJsonString()));
        Assert.Equal(("Input.Text", "twelve"), ((string?)Number("twelve")["type"], (string?)Number("twelve")["value"]));
        Assert.Equal("Input.Number", (string?)Number(null)["type"]);
    }

    [Fact]
    public void A_field_that_others_depend_on_says_that_a_question_may_follow()
    {
        var field = Scene.Field("segment", "Segment", new FieldKind.Choice(["SMB", "Enterprise"]));

        Assert.Contains("another question", Draw(new FormPart.ChecklistField(field, null, Redraws: true, null)).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("another question", Draw(new FormPart.ChecklistField(field, null, Redraws: false, null)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_telephone_a_person_is_chosen_from_a_plain_list_that_keeps_the_present_answer()
    {
        var set = Person(Kim, new("", [OtherKim]), typesAhead: false);

        Assert.Equal((null, null), ((string?)set["style"], set["choices.data"]));
        Assert.Equal(["Kim", "Kim (2)"], set["choices"]!.AsArray().Select(one => (string?)one!["title"]));
        Assert.Equal((string?)set["choices"]![0]!["value"], (string?)set["value"]);
    }

    [Fact]
    public void Elsewhere_typing_a_name_asks_the_bot()
    {
        var set = Person(Kim, null, typesAhead: true);

        Assert.Equal(("filtered", "hb.people.Accept.1042"), ((string?)set["style"], (string?)set["choices.data"]!["dataset"]));
        Assert.Equal((SuggestionSource.People, Subject.Client, new FormToken(FormKind.Accept, 1042)), Pickers.Read("hb.people.Accept.1042"));
        Assert.Equal((SuggestionSource.Clients, new Subject("release"), null), Pickers.Read(Pickers.Dataset(SuggestionSource.Clients, new("release"), new(FormKind.Checklist))));
    }

    [Fact]
    public void A_search_stands_below_every_list_of_people()
    {
        var card = DialogRenderer.Draw(Owner(null)).Card;
        var button = CardRules.All(card, "Action.Submit").First(one => (string?)one["title"] == "Search");

        Assert.Equal("search_owner", (string?)CardRules.All(card, "Input.Text").Single()["id"]);
        Assert.Equal(new Carried(new(Act.Redraw, 1042, Text: "owner"), Token, "owner"), CarriedTests.Read(button["data"]!));
    }

    [Theory]
    [InlineData(0, "Nothing was found for “ki”.", null)]
    [InlineData(1, "Found for “ki” and chosen above.", "Kim|00000000-0000-4000-8000-00000000000a")]
    [InlineData(2, "2 found for “ki”: choose one above.", null)]
    public void A_search_says_what_it_found_and_chooses_the_only_one(int count, string says, string? value)
    {
        var card = DialogRenderer.Draw(Owner(null), new Dictionary<string, Found> { ["owner"] = new("ki", [.. new[] { Kim, OtherKim }.Take(count)]) }).Card;

        Assert.Contains(says, CardRules.All(card, "TextBlock").Select(one => (string?)one["text"]));
        Assert.Equal(value, (string?)CardRules.All(card, "Input.ChoiceSet").Single()["value"]);
        Assert.Equal("ki", (string?)CardRules.All(card, "Input.Text").Single()["value"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hb")]
    [InlineData("hb.people.")]
    [InlineData("hb.nobody")]
    [InlineData("hb.people.Accept")]
    [InlineData("hb.people.7.1042")]
    [InlineData("hb.people.Accept.x")]
    [InlineData("hb.people.Accept.-1")]
    [InlineData("graph.microsoft.com/users")]
    public void Typing_looks_through_nothing_else(string? dataset) => Assert.Null(Pickers.Read(dataset));

    [Theory]
    [InlineData("Web", true)]
    [InlineData("Windows", true)]
    [InlineData("Mac", true)]
    [InlineData("iOS", false)]
    [InlineData("Android", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_clients_that_are_known_to_do_it_well_ask_while_a_name_is_typed(string? platform, bool typesAhead) =>
        Assert.Equal(typesAhead, Pickers.TypesAhead(platform));

    [Fact]
    public void The_lists_to_be_filled_are_named_with_what_fills_them()
    {
        var person = new FormPart.ChecklistField(Scene.Field("lead", "Lead", new FieldKind.Person()), null, false, null);
        var client = new FormPart.ChecklistField(Scene.Field("parent", "Parent", new FieldKind.Client()), null, false, null);
        var form = new Form(Token, "Title", [.. Samples.Forms["checklist-first"].Parts, .. Owner(null).Parts, person, client], "Send");

        Assert.Equal(
            ["client Clients", "owner People", "lead People", "parent Clients"], Pickers.In(form).Select(one => $"{one.Id} {one.Source}"));
    }

    [Fact]
    public void A_dialog_mentions_nobody()
    {
        var card = DialogRenderer.Draw(Samples.Cards["turn-rejected"]).Card;

        Assert.Null(card["msteams"]);
        Assert.DoesNotContain("<at>", card.ToJsonString(CardJson.Letters), StringComparison.Ordinal);
        Assert.Contains("Sam, H-1042", card.ToJsonString(CardJson.Letters), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_mentions_whom_only_its_summary_names()
    {
        var mention = new Inline.Mention("Kim", Scene.Kim.Accounts);
        var drawn = MessageRenderer.Draw(new Card(Phrase.Of(mention, ": look."), [new CardPart.Text("Look.")]), new(Scene.Tenant, true));

        Assert.Equal("Kim: look.", drawn.Summary);
        Assert.Equal("<at>Kim</at>", (string?)drawn.Content["body"]!.AsArray()[^1]!["text"]);
        Assert.Equal("<at>Kim</at>", (string?)Assert.Single(drawn.Content["msteams"]!["entities"]!.AsArray())!["text"]);
    }

    [Theory]
    [InlineData("", "A heading", "A heading")]
    [InlineData(" ", "", "HandoffBot has news for you")]
    public void A_lock_screen_never_shows_nothing(string summary, string heading, string shown) => Assert.Equal(
        shown, MessageRenderer.Draw(new Card(summary, [new CardPart.Header(heading)]), new(Scene.Tenant, false)).Summary);

    private static Form Owner(Suggestion? current) =>
        new(Token, "Title", [new FormPart.PersonField("owner", "Owner", "Why", true, current, false, null)], "Accept");

    private static JsonObject Person(Suggestion? current, Found? found, bool typesAhead) => CardRules.All(
        DialogRenderer.Draw(Owner(current), found is null ? null : new Dictionary<string, Found> { ["owner"] = found }, typesAhead: typesAhead).Card, "Input.ChoiceSet").Single();

    private static IEnumerable<string?> Errors(JsonObject card) =>
        CardRules.All(card, "TextBlock").Where(one => (string?)one["color"] == "Attention").Select(one => (string?)one["text"]);

    private static JsonObject Draw(params FormPart[] parts) => DialogRenderer.Draw(new Form(Token, "Title", [.. parts], "Send it")).Card;
}
