using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.Slack.Blocks;
using NodaTime;

namespace HandoffBot.Slack.Tests.Blocks;

/// <summary>Whatever people write, Slack accepts what is drawn, and nothing in it acts.</summary>
public sealed class LimitsTests
{
    private static readonly string[] Hostile =
    [
        "",
        " ",
        "<!channel> <!here> <@U123ABC> <!subteam^S1> <https://evil.example|click>",
        "@here @channel #general",
        "*bold* _it_ ~no~ `code` ```block``` > quote &amp; &lt;",
        "\u202Egnp.exe\u202C \u200B\u200B\uFEFF\u0000\u0001\u001B[31m",
        "\uD83D \uDE00 half pairs \uD83D",
        string.Concat(Enumerable.Repeat("<&>", 40_000)),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 9_000)),
        "e" + new string('\u0301', 100_000),
        string.Concat(Enumerable.Repeat("line\n", 20_000)),
        string.Concat(Enumerable.Repeat("漢字かな", 25_000)),
        "\"quotes\" \\ back \"\\\" {\"type\":\"header\"}",
    ];

    public static TheoryData<int> Texts => [.. Enumerable.Range(0, Hostile.Length)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_card_part_holds_any_text(int which)
    {
        var message = Render(CardOf(Hostile[which], 3));

        Harmless(message.Blocks, message.Text);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_form_part_holds_any_text(int which)
    {
        var view = new ViewRenderer("/handoff").Render(FormOf(Hostile[which], 2), Samples.Workspace);
        SlackRules.Obeyed(JsonSerializer.SerializeToNode(view, SlackJson.Wire.View)!);

        Harmless(view.Blocks);
        Assert.NotNull(Carried.ReadToken(view.PrivateMetadata));
    }

    [Fact]
    public void The_fullest_page_of_a_list_is_shown_whole()
    {
        var (view, planned, open, day) = (Scene.View(HandoffStatus.Submitted), Scene.Planned(HandoffStatus.Accepted), Scene.Excepting(HandoffStatus.Accepted), new LocalDate(2026, 12, 2));
        var promise = new ListedPromise(Scene.Promise(1, "Five sites by Easter"), "Brightwave Ltd", day);
        var message = Render(ListCard.For(new("mine", "Mine", 2, 80, [.. Enumerable.Repeat(ListEntry.Of(view, Act.Show), ListCard.PageSize)], DateTimeZone.Utc, "Nothing.", [])
        {
            Actions = [.. Enumerable.Repeat(new ListedAction(planned.NextActions[1], planned, "Kim", day), ListCard.MostActions + 1)],
            Exceptions = [.. Enumerable.Repeat(new ListedExceptionRecord(open.Exceptions[0], open, day), ListCard.MostExceptions)],
            ExceptionsInAll = 40,
            Promises = [promise with { DisputedBy = "Kim" }, .. Enumerable.Repeat(promise, ListCard.MostPromises - 1)],
            PromisesInAll = 40,
        }));

        Assert.DoesNotContain("more than fits here", JsonSerializer.Serialize(message.Blocks, SlackJson.Wire.ImmutableListBlock), StringComparison.Ordinal);
        Assert.Equal(["Previous", "Next"], Assert.IsType<Block.Actions>(message.Blocks[^1]).Elements.OfType<Element.Button>().Select(button => button.Text.Text));
    }

    [Fact]
    public void Random_mixtures_of_hostile_pieces_hold_as_well()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 40; round++)
        {
            var text = new StringBuilder();
            for (var piece = random.Next(1, 12); piece > 0; piece--)
            {
                var source = Hostile[random.Next(Hostile.Length)];
                text.Append(source.AsSpan(0, Math.Min(source.Length, random.Next(4000))));
            }

            var message = Render(CardOf(text.ToString(), random.Next(1, 25)));
            Harmless(message.Blocks, message.Text);
            var view = new ViewRenderer("/handoff").Render(FormOf(text.ToString(), random.Next(1, 6)), Samples.Workspace);
            SlackRules.Obeyed(JsonSerializer.SerializeToNode(view, SlackJson.Wire.View)!);
        }
    }

    [Fact]
    public void A_long_brief_keeps_its_buttons_and_shortens_its_long_texts_first()
    {
        var texts = Enumerable.Range(0, 10).Select(place => (CardPart)new CardPart.LongText($"Answer {place}", new string('x', 3000)));
        var card = new Card("Brief", [new CardPart.Text(new string('y', 900)), .. texts, new CardPart.Buttons([new("Accept", new(Act.Accept, 1))])]);

        var message = Render(card);

        Assert.IsType<Block.Actions>(message.Blocks[^1]);
        Assert.Equal(12, message.Blocks.Count);
        Assert.Contains(new string('y', 900), Json(message.Blocks), StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 2000), Json(message.Blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_parts_leave_the_buttons_and_say_that_there_is_more()
    {
        var message = Render(new Card("Brief", [.. Enumerable.Repeat<CardPart>(new CardPart.Divider(), 80), new CardPart.Buttons([new("Accept", new(Act.Accept, 1))])]));

        Assert.Equal(50, message.Blocks.Count);
        Assert.IsType<Block.Actions>(message.Blocks[^1]);
        Assert.Contains("more than fits here", Json(message.Blocks), StringComparison.Ordinal);
    }

    /// <summary>An input that is left out would come back as an empty one.</summary>
    [Fact]
    public void The_longest_questions_and_answers_keep_all_their_inputs()
    {
        foreach (var form in new[] { Samples.LongestAnswers(), Samples.LongestQuestions() })
        {
            var view = new ViewRenderer("/handoff").Render(form, Samples.Workspace);
            SlackRules.Obeyed(JsonSerializer.SerializeToNode(view, SlackJson.Wire.View)!);
            Assert.Equal(form.Parts.Count(part => part is FormPart.TextField or FormPart.ChecklistField or FormPart.ManyOf), view.Blocks.OfType<Block.Input>().Count());
        }
    }

    [Fact]
    public void As_many_reminders_as_go_out_together_keep_all_their_buttons_however_long_their_names()
    {
        var link = new Uri("https://acme-and-everybody-else.slack.com/archives/C0123456789/p1766000000000000?thread_ts=1766000000.000000&cid=C0123456789");
        var answers = new Answers(Scene.Answered.ByField.SetItem("client", new Answer.Client(null, string.Concat(Enumerable.Repeat("&👩‍🚒<é", 30)))));
        var view = Scene.View(HandoffStatus.Submitted, answers: answers) with { BriefLink = link };
        var one = PingCard.Of(Scene.Ping(view, PingRole.Lead, Scene.Kim, Duration.FromHours(-1), late: true));

        var message = Render(RemindersCard.For([.. Enumerable.Repeat(one, RemindersCard.Most)]));

        Assert.Equal(RemindersCard.Most, message.Blocks.OfType<Block.Actions>().Count(row => row.Elements.Count == 3));
        Assert.Equal(RemindersCard.Most, message.Blocks.OfType<Block.Divider>().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(250)]
    public void Any_number_of_options_can_be_chosen_from(int count)
    {
        ImmutableArray<Suggestion> options = [.. Enumerable.Range(0, count).Select(place => new Suggestion($"id-{place}", $"Option {place}"))];
        FormPart[] parts = [new FormPart.OneOf("one", "One", null, true, options, $"id-{count - 1}", null), new FormPart.ManyOf("many", "Many", null, true, options, ["id-0"], null)];

        var view = new ViewRenderer("/handoff").Render(new Form(new(FormKind.Reject), "Title", [.. parts], "Send"), Samples.Workspace);

        var json = JsonSerializer.SerializeToNode(view, SlackJson.Wire.View)!;
        SlackRules.Obeyed(json);
        Assert.Equal($"id-{count - 1}", (string?)json["blocks"]![0]!["element"]!["initial_option"]!["value"]);
        Assert.Equal(count <= 10 ? "checkboxes" : "multi_static_select", (string?)json["blocks"]![1]!["element"]!["type"]);
    }

    [Fact]
    public void A_choice_without_options_says_so_instead_of_breaking_the_form()
    {
        var view = new ViewRenderer("/handoff").Render(
            new Form(new(FormKind.Reject), "Title", [new FormPart.OneOf("one", "One", null, true, [], null, null)], "Send"), Samples.Workspace);

        SlackRules.Obeyed(JsonSerializer.SerializeToNode(view, SlackJson.Wire.View)!);
        Assert.Contains("Nothing to choose from", Json(view.Blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_button_and_a_form_carry_comes_back_as_it_was()
    {
        var press = new Press(Act.Fix, 1042, 2, 7, Guid.Parse("11111111-2222-3333-4444-555555555555"), 3, "scope & \"more\" 👩‍🚒");
        var token = new FormToken(FormKind.CorrectStep, 1042, "sales-to-onboarding", 2, 7, 1, 9, "text");

        Assert.Equal(press, Carried.ReadPress(Carried.Write(press)));
        Assert.Equal(token, Carried.ReadToken(Carried.Write(token)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("accept")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"a\":7}")]
    [InlineData("{\"a\":\"7\",\"k\":\"2\"}")]
    [InlineData("{\"a\":\"Nothing\",\"k\":\"Nothing\"}")]
    [InlineData("{\"a\":\"Accept\",\"h\":\"x\",\"k\":\"Accept\"}")]
    public void What_was_not_written_by_us_is_not_read(string? json)
    {
        Assert.Null(Carried.ReadPress(json));
        Assert.Null(Carried.ReadToken(json));
    }

    private static Message Render(Card card)
    {
        var message = new MessageRenderer("/handoff").Render(card, Samples.Workspace);
        SlackRules.Obeyed(JsonSerializer.SerializeToNode(message, SlackJson.Wire.Message)!);
        return message;
    }

    private static void Harmless(ImmutableList<Block> blocks, params string[] text)
    {
        foreach (var written in Strings(JsonSerializer.SerializeToNode(blocks, SlackJson.Wire.ImmutableListBlock)!).Concat(text))
        {
            Assert.DoesNotContain("\u202E", written, StringComparison.Ordinal);
            Assert.DoesNotContain("\u0000", written, StringComparison.Ordinal);
        }

        foreach (var markup in Mrkdwn(JsonSerializer.SerializeToNode(blocks, SlackJson.Wire.ImmutableListBlock)!).Concat(text))
            Assert.DoesNotMatch("<(?!@UKIM>|!date\\^|https://ok\\.example)", markup);
    }

    private static IEnumerable<string> Mrkdwn(System.Text.Json.Nodes.JsonNode node) => node switch
    {
        System.Text.Json.Nodes.JsonObject text when (string?)text["type"] == "mrkdwn" => [(string)text["text"]!],
        System.Text.Json.Nodes.JsonObject members => members.Select(pair => pair.Value).OfType<System.Text.Json.Nodes.JsonNode>().SelectMany(Mrkdwn),
        System.Text.Json.Nodes.JsonArray items => items.OfType<System.Text.Json.Nodes.JsonNode>().SelectMany(Mrkdwn),
        _ => [],
    };

    private static IEnumerable<string> Strings(System.Text.Json.Nodes.JsonNode node) => node switch
    {
        System.Text.Json.Nodes.JsonObject members => members.Where(pair => pair.Key != "value" && pair.Value is not null).SelectMany(pair => Strings(pair.Value!)),
        System.Text.Json.Nodes.JsonArray items => items.OfType<System.Text.Json.Nodes.JsonNode>().SelectMany(Strings),
        System.Text.Json.Nodes.JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static string Json(ImmutableList<Block> blocks) => JsonSerializer.Serialize(blocks, SlackJson.Wire.ImmutableListBlock);

    private static Card CardOf(string text, int times) => new(
        text,
        [
            .. Enumerable.Range(0, times).SelectMany(_ => new CardPart[]
            {
                new CardPart.Header(text),
                new CardPart.Text(Phrase.Of(text, new Inline.Strong(text), new Inline.Mention(text, [new(Platform.Slack, Samples.Workspace, "UKIM")]), new Inline.Link(text, new Uri("https://ok.example")), new Inline.Command(text))),
                new CardPart.Note(text),
                new CardPart.Facts([.. Enumerable.Repeat(new Fact(text, text), 11)]),
                new CardPart.LongText(text, text),
                new CardPart.Buttons([new(text, new(Act.Say, Text: text), ButtonStyle.Danger, text), new(text, new(Act.Open, Text: text))]),
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
                new FormPart.ChecklistField(Field($"text{place}", text, new FieldKind.LongText(null, null, null, null)), text.Length == 0 ? null : new Input.Typed(text), true, text),
                new FormPart.ChecklistField(Field($"date{place}", text, new FieldKind.Date(null, null)), new Input.Typed(text), false, text),
                new FormPart.ChecklistField(Field($"choice{place}", text, new FieldKind.Choice([text, "b"])), new Input.Selected(text, text), false, text),
                new FormPart.PersonField($"person{place}", text, text, true, new("p:1", text, text), true, text),
                new FormPart.HandoffField($"where{place}", text, text, true, new(text, text), text),
                new FormPart.ClientField($"client{place}", text, text, true, new(text, text), true, text),
                new FormPart.TextField($"field{place}", text, text, false, false, 100, text, text),
                new FormPart.OneOf($"one{place}", text, text, true, [new("a", text, text), new(text, text)], text, text),
                new FormPart.ManyOf($"many{place}", text, text, true, [new("a", text, text), new("b", text)], [text, "b"], text),
                new FormPart.Criteria($"criteria{place}", [new(text, true, text)]),
                new FormPart.Finding("scope", text, text, new(Act.Fix, 1, Text: text)),
                new FormPart.AnswerButtons([new(text, new(Act.Back, Text: text), Confirm: text)]),
            }),
        ],
        text,
        text);

    private static Field Field(string id, string label, FieldKind kind) => Scene.Field(id, label, kind) with { Hint = label };
}
