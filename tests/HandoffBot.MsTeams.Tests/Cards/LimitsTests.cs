using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.MsTeams.Cards;
using NodaTime;

namespace HandoffBot.MsTeams.Tests.Cards;

/// <summary>Whatever people write, Microsoft Teams accepts what is drawn, and nothing in it acts.</summary>
public sealed class LimitsTests
{
    private const string Account = "0f000000-0000-4000-8000-000000000001";

    private static readonly string[] Hostile =
    [
        "",
        " ",
        "<at>Kim</at> <at>everyone</at> [click](https://evil.example) ![x](https://evil.example/x.png)",
        "[1]: https://evil.example\n[1]",
        "*bold* _it_ ~~no~~ `code` ```block``` > quote &amp; &lt;at&gt;",
        "{{DATE(2026-11-23T14:00:00Z)}} ${name} {{TIME(2026-11-23T14:00:00Z)}}",
        "# Heading\n- item\n1. first\n    code\n---",
        "\u202Egnp.exe\u202C \u200B\u200B\uFEFF\u0000\u0001\u001B[31m",
        "\uD83D \uDE00 half pairs \uD83D",
        string.Concat(Enumerable.Repeat("](", 40_000)),
        string.Concat(Enumerable.Repeat("*_`", 40_000)),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 9_000)),
        "e" + new string('\u0301', 100_000),
        string.Concat(Enumerable.Repeat("line\n", 20_000)),
        string.Concat(Enumerable.Repeat("漢字かな", 25_000)),
        "\"quotes\" \\ back \"\\\" {\"type\":\"TextBlock\"} a,b|c%2C%none",
        new string('"', 50_000),
    ];

    public static TheoryData<int> Texts => [.. Enumerable.Range(0, Hostile.Length)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_card_part_holds_any_text(int which) => Harmless(Message(CardOf(Hostile[which], 3)).Content);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_form_part_holds_any_text(int which)
    {
        var dialog = Dialog(FormOf(Hostile[which], 2), Hostile[which]);

        Harmless(dialog);
        Assert.NotNull(CarriedTests.Read(CardRules.All(dialog, "Action.Submit").Last()["data"]!)?.Token);
    }

    [Fact]
    public void Random_mixtures_of_hostile_pieces_hold_as_well()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 12; round++)
        {
            var text = new StringBuilder();
            for (var piece = random.Next(1, 12); piece > 0; piece--)
            {
                var source = Hostile[random.Next(Hostile.Length)];
                text.Append(source.AsSpan(0, Math.Min(source.Length, random.Next(4000))));
            }

            Harmless(Message(CardOf(text.ToString(), random.Next(1, 25))).Content);
            Harmless(Dialog(FormOf(text.ToString(), random.Next(1, 6)), text.ToString()));
        }
    }

    [Fact]
    public void A_long_brief_keeps_its_buttons_and_shortens_its_long_texts_first()
    {
        var texts = Enumerable.Range(0, 10).Select(place => (CardPart)new CardPart.LongText($"Answer {place}", new string('x', 3000)));
        var card = new Card("Brief", [new CardPart.Text(new string('y', 900)), .. texts, new CardPart.Buttons([new("Accept", new(Act.Accept, 1))])]);

        var drawn = Message(card).Content;

        Assert.Equal("ActionSet", (string?)drawn["body"]!.AsArray()[^1]!["type"]);
        Assert.Equal(12, drawn["body"]!.AsArray().Count);
        Assert.Contains(new string('y', 900), drawn.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(new string('x', 700), drawn.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 1000), drawn.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_parts_leave_the_buttons_and_say_that_there_is_more()
    {
        var card = new Card("Brief", [.. Enumerable.Repeat<CardPart>(new CardPart.Text("Something"), 400), new CardPart.Buttons([new("Accept", new(Act.Accept, 1))])]);

        var body = Message(card).Content["body"]!.AsArray();

        Assert.Equal("ActionSet", (string?)body[^1]!["type"]);
        Assert.Equal("… more than fits here.", (string?)body[^2]!["text"]);
        Assert.True(body.Count > 100);
    }

    [Fact]
    public void As_many_reminders_as_go_out_together_keep_all_their_buttons_however_long_their_names()
    {
        var link = new Uri("https://teams.microsoft.com/l/message/19%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%40thread.tacv2/1766000000000?tenantId=7ea50000-0000-4000-8000-000000000000&groupId=7ea50000-0000-4000-8000-000000000001&parentMessageId=1766000000000");
        var answers = new Answers(Scene.Answered.ByField.SetItem("client", new Answer.Client(null, string.Concat(Enumerable.Repeat("&👩‍🚒<é", 30)))));
        var view = Scene.View(HandoffStatus.Submitted, answers: answers) with { BriefLink = link };
        var one = PingCard.Of(Scene.Ping(view, PingRole.Lead, Scene.Kim, Duration.FromHours(-1), late: true));

        var drawn = Message(RemindersCard.For([.. Enumerable.Repeat(one, RemindersCard.Most)])).Content;

        Assert.DoesNotContain("more than fits", drawn.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(RemindersCard.Most, CardRules.All(drawn, "ActionSet").Count(row => row["actions"]!.AsArray().Count == 3));
        Assert.Equal(RemindersCard.Most, drawn["body"]!.AsArray().Count(element => (bool?)element!["separator"] == true));
    }

    /// <summary>An input that is left out would come back as an empty one.</summary>
    [Fact]
    public void The_longest_questions_and_answers_keep_all_their_inputs()
    {
        foreach (var form in new[] { Samples.LongestAnswers(), Samples.LongestQuestions() })
        {
            var drawn = Dialog(form, "");
            var asks = form.Parts.Count(part => part is FormPart.TextField or FormPart.ChecklistField or FormPart.ManyOf);
            Assert.Equal(asks, CardRules.All(drawn, "Input.Text").Concat(CardRules.All(drawn, "Input.ChoiceSet")).Count());
        }
    }

    [Fact]
    public void What_does_not_fit_on_a_dialog_comes_back_as_untouched_and_not_as_emptied()
    {
        var parts = Enumerable.Range(0, 20).Select(place => (FormPart)new FormPart.TextField(
            $"text_{place}", $"Text {place}", null, false, true, 3000, new string('x', 3000), null));
        var form = new Form(new(FormKind.Checklist, 1042), "A long step", [.. parts, new FormPart.AnswerButtons([new("Back", new(Act.Back))])], "Next");

        var drawn = DialogRenderer.Draw(form).Card;

        var kept = CardRules.All(drawn, "Input.Text").Select(input => InputIds.Bare((string)input["id"]!)).ToHashSet();
        Assert.InRange(kept.Count, 5, 19);
        foreach (var button in CardRules.All(drawn, "Action.Submit"))
        {
            var untouched = Inputs.Read(JsonSerializer.SerializeToElement(button["data"])).Where(one => one.Value is Input.Untouched).Select(one => one.Key);
            Assert.Equal(form.Parts.OfType<FormPart.TextField>().Select(field => field.Id).Except(kept).Order(), untouched.Order());
        }
    }

    [Fact]
    public void A_page_of_a_list_keeps_all_its_buttons()
    {
        var view = Scene.View(HandoffStatus.Submitted);
        var entries = Enumerable.Repeat(ListEntry.Of(view, Act.Show), ListCard.PageSize).ToImmutableArray();

        var drawn = Message(ListCard.For(new("inbox", "Inbox", 2, 60, entries, DateTimeZone.Utc, "Nothing waits.", []))).Content;

        Assert.Equal(ListCard.PageSize + 1, CardRules.All(drawn, "ActionSet").Count());
    }

    [Fact]
    public void A_page_of_details_is_shown_in_full()
    {
        var parts = Enumerable.Range(0, 20).Select(place => (FormPart)new FormPart.Shown(new CardPart.LongText($"Answer {place}", new string('x', 1000))));

        var drawn = Dialog(new Form(new(FormKind.Details, 1042), "Details", [.. parts], null), "");

        Assert.Equal(20, CardRules.All(drawn, "TextBlock").Count(text => (string?)text["text"] == new string('x', 1000)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(100)]
    [InlineData(250)]
    public void Any_number_of_options_can_be_chosen_from(int count)
    {
        ImmutableArray<Suggestion> options = [.. Enumerable.Range(0, count).Select(place => new Suggestion($"id,{place}", $"Option {place}"))];
        FormPart[] parts = [new FormPart.OneOf("one", "One", null, true, options, $"id,{count - 1}", null), new FormPart.ManyOf("many", "Many", null, true, options, ["id,0"], null)];

        var sets = CardRules.All(Dialog(new Form(new(FormKind.Reject), "Title", [.. parts], "Send"), ""), "Input.ChoiceSet").ToList();

        Assert.Equal($"id%2C{count - 1}", (string?)sets[0]["value"]);
        Assert.Equal("id%2C0", (string?)sets[1]["value"]);
        Assert.Equal(count <= 5 ? "expanded" : null, (string?)sets[0]["style"]);
        Assert.Equal(count <= 15 ? "expanded" : null, (string?)sets[1]["style"]);
        Assert.All(sets, set => Assert.Equal(count, set["choices"]!.AsArray().Count));
    }

    [Fact]
    public void A_choice_without_options_says_so_instead_of_breaking_the_form()
    {
        var drawn = Dialog(new Form(new(FormKind.Reject), "Title", [new FormPart.OneOf("one", "One", null, true, [], null, null)], "Send"), "");

        Assert.Contains("Nothing to choose from", drawn.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Accept,Reject,Details", "3")]
    [InlineData("New: Sales to Onboarding,Inbox,Drafts,Mine", "2 2")]
    [InlineData("a,b,c,d,e,f,g,h", "6 2")]
    [InlineData("A label that is much too long for a row of any telephone,b", "1 1")]
    public void Buttons_stand_in_as_many_rows_as_a_telephone_needs(string labels, string rows)
    {
        var buttons = labels.Split(',').Select(label => new CardButton(label, new(Act.Show, 1)));

        var drawn = CardRules.All(Message(new Card("Many", [new CardPart.Buttons([.. buttons])])).Content, "ActionSet");

        Assert.Equal(rows, string.Join(' ', drawn.Select(row => row["actions"]!.AsArray().Count)));
    }

    [Fact]
    public void Buttons_that_have_no_room_at_the_foot_of_a_dialog_are_in_its_menu()
    {
        var buttons = Enumerable.Range(0, 9).Select(place => new CardButton($"Button {place}", new(Act.Show, place)));

        var actions = Dialog(new Form(new(FormKind.Review), "Title", [new FormPart.AnswerButtons([.. buttons])], "Send"), "")["actions"]!.AsArray();

        Assert.Equal(10, actions.Count);
        Assert.All(actions.Index(), one => Assert.Equal(one.Index < 6 ? null : "secondary", (string?)one.Item!["mode"]));
    }

    private static Drawn Message(Card card)
    {
        var drawn = MessageRenderer.Draw(card, new(Scene.Tenant, InChannel: true));
        CardRules.MessageObeys(drawn.Content);
        Assert.InRange(drawn.Summary.Length, 1, 300);
        Assert.DoesNotContain('\n', drawn.Summary);
        return drawn;
    }

    private static JsonObject Dialog(Form form, string query)
    {
        var found = Pickers.In(form).ToDictionary(one => one.Id, _ => new Found(query, [new("a", query), new("b", query), new("new:" + query, query)]));
        var dialog = DialogRenderer.Draw(form, found, new Dictionary<string, string> { ["elsewhere"] = query }, typesAhead: true);
        CardRules.DialogObeys(dialog.Card);
        Assert.InRange(dialog.Title.Length, 1, 64);
        return dialog.Card;
    }

    private static void Harmless(JsonObject card)
    {
        foreach (var written in CardRules.Strings(card))
        {
            Assert.DoesNotContain("\u202E", written, StringComparison.Ordinal);
            Assert.DoesNotContain("\u0000", written, StringComparison.Ordinal);
        }

        foreach (var markdown in CardRules.Markdown(card))
        {
            Assert.DoesNotMatch(@"\](\((?!https://ok\.example/\))|\[|:)|~~|&#?\w{1,40};|<[A-Za-z/!?](?!t>|at>)", markdown);
            Assert.DoesNotMatch("<at>(evil|everyone)", markdown);
            Assert.DoesNotMatch(@"\{\{(?!DATE\(2030|TIME\(2030)", markdown);
        }
    }

    private static Card CardOf(string text, int times) => new(
        text,
        [
            .. Enumerable.Range(0, times).SelectMany(_ => new CardPart[]
            {
                new CardPart.Header(text),
                new CardPart.Text(Phrase.Of(
                    text, new Inline.Strong(text), new Inline.Mention(text, [new(Platform.MsTeams, Scene.Tenant, Account)]), text,
                    new Inline.Link(text, new Uri("https://ok.example/")), new Inline.Command(text), new Inline.When(Instant.FromUtc(2030, 1, 1, 0, 0), DateTimeZone.Utc))),
                new CardPart.Note(text),
                new CardPart.Facts([.. Enumerable.Repeat(new Fact(text, text), 11)]),
                new CardPart.LongText(text, text),
                new CardPart.Divider(),
                new CardPart.Buttons([new(text, new(Act.Say, Text: text), ButtonStyle.Danger, text), new(text, new(Act.Claim)), new(text, new(Act.Open, Text: text))]),
            }),
        ]);

    private static Form FormOf(string text, int times) => new(
        new(FormKind.Review, 1, "sales", Text: text),
        text,
        [
            new FormPart.Progress(text),
            new FormPart.Shown(new CardPart.LongText(text, text)),
            .. Enumerable.Range(0, times).SelectMany(place => new FormPart[]
            {
                new FormPart.ChecklistField(Field($"text{place}", text, new FieldKind.LongText(null, null, null, null)), new Input.Typed(text), true, text),
                new FormPart.ChecklistField(Field($"number{place}", text, new FieldKind.Number(null, null)), new Input.Typed(text), false, text),
                new FormPart.ChecklistField(Field($"date{place}", text, new FieldKind.Date(null, null)), new Input.Typed(text), false, text),
                new FormPart.ChecklistField(Field($"choice{place}", text, new FieldKind.Choice([text, "b"])), new Input.Selected(text, text), false, text),
                new FormPart.PersonField($"person{place}", text, text, true, new("p:1", text, text), true, text),
                new FormPart.HandoffField($"where{place}", text, text, true, new(text, text), text),
                new FormPart.ClientField($"client{place}", text, text, true, new(text, text), true, text),
                new FormPart.TextField($"field{place}", text, text, false, false, 100, text, text),
                new FormPart.OneOf($"single{place}", text, text, true, [new("a", text, text), new(text, text)], text, text),
                new FormPart.ManyOf($"several{place}", text, text, true, [new("a", text, text), new("b", text)], [text, "b"], text),
                new FormPart.Criteria($"criteria{place}", [new(text, true, text)]),
                new FormPart.Finding("scope", text, text, new(Act.Fix, 1, Text: text)),
                new FormPart.AnswerButtons([new(text, new(Act.Back, Text: text), Confirm: text)]),
            }),
        ],
        text,
        text);

    private static Field Field(string id, string label, FieldKind kind) => Scene.Field(id, label, kind) with { Hint = label };
}
