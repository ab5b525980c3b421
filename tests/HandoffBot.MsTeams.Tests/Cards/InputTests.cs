using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Tests.Cards;

public sealed class InputTests
{
    [Fact]
    public void Every_kind_of_input_comes_back_as_what_it_is()
    {
        var inputs = Read("""
            {
              "hb": {"v":1}, "msteams": {"type":"task/fetch"}, "scope": "not ours", "search_client": "bright",
              "text_scope": "Fifty seats", "text_seats": 12.5, "text_start": "2026-12-01",
              "one_segment": "SMB", "found_client": "Brightwave Ltd|11111111-0000-4000-8000-000000000000",
              "many_reasons": "scope-unclear,a%2Cb", "tick_criteria-0": "true", "tick_criteria-1": "false", "tick_criteria-2": true,
              "left_risks": ""
            }
            """);

        Assert.Equal(
            new Dictionary<string, Input>
            {
                ["scope"] = new Input.Typed("Fifty seats"),
                ["seats"] = new Input.Typed("12.5"),
                ["start"] = new Input.Typed("2026-12-01"),
                ["segment"] = new Input.Selected("SMB", "SMB"),
                ["client"] = new Input.Selected("11111111-0000-4000-8000-000000000000", "Brightwave Ltd"),
                ["reasons"] = new Input.Many(["scope-unclear", "a,b"]),
                ["criteria-0"] = new Input.Ticked(true),
                ["criteria-1"] = new Input.Ticked(false),
                ["criteria-2"] = new Input.Ticked(true),
                ["risks"] = new Input.Untouched(),
            },
            inputs);
    }

    [Theory]
    [InlineData("text_a", "\"\"")]
    [InlineData("text_a", "\" \"")]
    [InlineData("text_a", "null")]
    [InlineData("text_a", "{}")]
    [InlineData("text_a", "[\"x\"]")]
    [InlineData("one_a", "\"\"")]
    [InlineData("one_a", "\"%none\"")]
    [InlineData("many_a", "\"\"")]
    [InlineData("many_a", "\",,\"")]
    [InlineData("found_a", "\"\"")]
    [InlineData("found_a", "\"%none\"")]
    [InlineData("found_a", "\"what was typed and not chosen\"")]
    [InlineData("found_a", "\"Kim|\"")]
    [InlineData("text_", "\"x\"")]
    public void An_empty_input_is_absent(string id, string value) => Assert.Empty(Read($$"""{"{{id}}":{{value}}}"""));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void What_is_no_object_holds_no_inputs(string json) => Assert.Empty(Read(json));

    [Fact]
    public void A_flood_of_inputs_is_cut_and_so_is_an_endless_one()
    {
        var data = new JsonObject();
        for (var place = 0; place < 2000; place++)
            data[$"text_{place}"] = "x";

        Assert.Equal(Inputs.Most, Read(data.ToJsonString()).Count);
        var endless = Assert.IsType<Input.Typed>(Read(new JsonObject { ["text_a"] = new string('x', 1_000_000) }.ToJsonString())["a"]);
        Assert.Equal(Inputs.LongestText, endless.Text.Length);
    }

    /// <summary>What a form shows and is sent unchanged comes back as what it showed.</summary>
    [Theory]
    [InlineData("a,b")]
    [InlineData("100%")]
    [InlineData("%2C%25%7C%none")]
    [InlineData("a|b")]
    [InlineData("👩‍🚒 \"q\" \\")]
    public void What_stands_in_a_form_comes_back_as_it_stood(string text)
    {
        var form = new Form(
            new(FormKind.Checklist),
            "Title",
            [
                new FormPart.ChecklistField(Scene.Field("text", "Text", new FieldKind.Text(null, null, null, null)), new Input.Typed(text), false, null),
                new FormPart.ChecklistField(Scene.Field("choice", "Choice", new FieldKind.Choice([text, "other"])), new Input.Selected(text, text), false, null),
                new FormPart.ChecklistField(Scene.Field("choices", "Choices", new FieldKind.Choices([text, "other"])), new Input.Many([text, "other"]), false, null),
                new FormPart.ChecklistField(Scene.Field("number", "Number", new FieldKind.Number(null, null)), new Input.Typed("12.5"), false, null),
                new FormPart.ChecklistField(Scene.Field("date", "Date", new FieldKind.Date(null, null)), new Input.Typed("2026-12-01"), false, null),
                new FormPart.ClientField("client", "Client", null, true, new(SuggestionId.OfNew(text), text), false, null),
                new FormPart.Criteria("criteria", [new("So it is", true, null), new("And so", false, null)]),
            ],
            "Next");

        var inputs = Read(Sent(DialogRenderer.Draw(form).Card).ToJsonString());

        Assert.Equal(
            new Dictionary<string, Input>
            {
                ["text"] = new Input.Typed(text),
                ["choice"] = new Input.Selected(text, text),
                ["choices"] = new Input.Many([text, "other"]),
                ["number"] = new Input.Typed("12.5"),
                ["date"] = new Input.Typed("2026-12-01"),
                ["client"] = new Input.Selected(SuggestionId.OfNew(text), text),
                ["criteria-0"] = new Input.Ticked(true),
                ["criteria-1"] = new Input.Ticked(false),
            },
            inputs);
    }

    [Fact]
    public void What_was_typed_into_a_search_is_read_on_one_line()
    {
        using var data = JsonDocument.Parse("""{"search_owner":" kim\n\u202E ","search_many":7}""");

        Assert.Equal("kim", Inputs.Query(data.RootElement, "owner"));
        Assert.Equal("7", Inputs.Query(data.RootElement, "many"));
        Assert.Equal("", Inputs.Query(data.RootElement, "nobody"));
    }

    /// <summary>What the client sends when nothing is changed: every input's value, beside what the button carries.</summary>
    private static JsonObject Sent(JsonObject card)
    {
        var sent = (JsonObject)card["actions"]![0]!["data"]!.DeepClone();
        foreach (var input in CardRules.Everything(card).Where(one => one["id"] is not null))
            sent[(string)input["id"]!] = input["value"]?.DeepClone() ?? "";

        return sent;
    }

    private static ImmutableDictionary<string, Input> Read(string json)
    {
        using var data = JsonDocument.Parse(json);
        return Inputs.Read(data.RootElement);
    }
}
