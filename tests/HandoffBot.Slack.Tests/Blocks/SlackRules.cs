using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HandoffBot.Slack.Tests.Blocks;

/// <summary>Slack's limits, written down a second time from its documentation and read off the JSON alone.</summary>
internal static class SlackRules
{
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Obeyed(JsonNode drawn)
    {
        var type = drawn["type"]?.GetValue<string>();
        var blocks = drawn["blocks"]!.AsArray();
        Assert.InRange(blocks.Count, 1, type is "modal" or "home" ? 100 : 50);
        if (type == "modal")
            View(drawn, blocks);
        else if (type == "home")
            Home(drawn, blocks);
        else
            Message(drawn, blocks);

        var ids = blocks.Select(block => (string?)block!["block_id"]).OfType<string>().ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.InRange(id.Length, 1, 255));
        foreach (var block in blocks)
            Block(block!);

        Everywhere(drawn, text => Assert.DoesNotContain(text, sign => char.IsControl(sign) && sign != '\n'));
        Everywhere(drawn, text => Assert.True(IsWhole(text), "half a surrogate pair"));
    }

    private static void Message(JsonNode message, JsonArray blocks)
    {
        Length(message["text"]!, 1, 4000);
        Assert.InRange(Bytes(blocks), 1, 12_000);
    }

    private static int Bytes(JsonNode node) => Encoding.UTF8.GetByteCount(node.ToJsonString(AsSent));

    private static void View(JsonNode view, JsonArray blocks)
    {
        foreach (var part in new[] { "title", "submit", "close" })
        {
            if (view[part] is { } text)
                Text(text, 24);
        }

        Length(view["private_metadata"]!, 0, 3000);
        Length(view["callback_id"]!, 1, 255);
        Assert.InRange(Bytes(view), 1, 250_000);
        if (blocks.Any(block => (string)block!["type"]! == "input"))
            Assert.NotNull(view["submit"]);
    }

    private static void Home(JsonNode home, JsonArray blocks)
    {
        Length(home["callback_id"]!, 1, 255);
        Assert.InRange(Bytes(home), 1, 250_000);
        Assert.DoesNotContain(blocks, block => (string)block!["type"]! == "input");
    }

    private static void Block(JsonNode block)
    {
        switch ((string)block["type"]!)
        {
            case "header":
                Text(block["text"]!, 150);
                break;
            case "section":
                Assert.True(block["text"] is not null || block["fields"] is not null);
                if (block["text"] is { } text)
                    Text(text, 3000);
                foreach (var field in Many(block["fields"], 10))
                    Text(field, 2000);
                if (block["accessory"] is { } accessory)
                    Element(accessory);
                break;
            case "context":
                Assert.NotEmpty(block["elements"]!.AsArray());
                foreach (var element in Many(block["elements"], 10))
                    Text(element, 3000);
                break;
            case "actions":
                Assert.NotEmpty(block["elements"]!.AsArray());
                var actions = Many(block["elements"], 25).Select(element => (string)element["action_id"]!).ToList();
                Assert.Equal(actions.Distinct(), actions);
                foreach (var element in Many(block["elements"], 25))
                    Element(element);
                break;
            case "input":
                Text(block["label"]!, 2000);
                Assert.Equal("plain_text", (string)block["label"]!["type"]!);
                Assert.True((bool)block["optional"]!);
                if (block["hint"] is { } hint)
                    Text(hint, 2000);
                Element(block["element"]!);
                break;
            default:
                Assert.Equal("divider", (string)block["type"]!);
                break;
        }
    }

    private static void Element(JsonNode element)
    {
        Length(element["action_id"]!, 1, 255);
        if (element["placeholder"] is { } placeholder)
            Text(placeholder, 150);
        if (element["initial_value"] is { } value)
            Length(value, 1, 3000);

        var type = (string)element["type"]!;
        if (type == "button")
            Button(element);

        if (type is "checkboxes" or "radio_buttons")
            Assert.InRange(element["options"]!.AsArray().Count, 1, 10);

        if (type is "static_select" or "multi_static_select")
            Assert.True(element["options"] is not null ^ element["option_groups"] is not null);

        var options = Many(element["options"], 100).ToList();
        foreach (var group in Many(element["option_groups"], 100))
        {
            Text(group["label"]!, 75);
            options.AddRange(Many(group["options"], 100));
        }

        options.ForEach(Option);
        Assert.Equal(options.Select(Value).Distinct(), options.Select(Value));
        foreach (var initial in Many(element["initial_options"], 100).Append(element["initial_option"]).OfType<JsonNode>())
        {
            Option(initial);
            Assert.True(type == "external_select" || options.Exists(option => JsonNode.DeepEquals(option, initial)));
        }
    }

    private static void Button(JsonNode button)
    {
        Text(button["text"]!, 75);
        Length(button["value"]!, 1, 2000);
        if (button["url"] is { } url)
            Length(url, 1, 3000);
        if (button["style"] is { } style)
            Assert.Contains((string)style!, new[] { "primary", "danger" });
        if (button["confirm"] is not { } confirm)
            return;

        Text(confirm["title"]!, 100);
        Text(confirm["text"]!, 300);
        Text(confirm["confirm"]!, 30);
        Text(confirm["deny"]!, 30);
    }

    private static void Option(JsonNode option)
    {
        Text(option["text"]!, 75);
        Length(option["value"]!, 1, 150);
        if (option["description"] is { } description)
            Text(description, 75);
    }

    private static string Value(JsonNode option) => (string)option["value"]!;

    private static void Text(JsonNode text, int max)
    {
        Assert.Contains((string)text["type"]!, new[] { "plain_text", "mrkdwn" });
        Length(text["text"]!, 1, max);
    }

    private static void Length(JsonNode text, int min, int max) => Assert.InRange(((string)text!).Length, min, max);

    private static IEnumerable<JsonNode> Many(JsonNode? array, int max)
    {
        Assert.True(array is null || array.AsArray().Count <= max);
        return array?.AsArray().OfType<JsonNode>() ?? [];
    }

    private static void Everywhere(JsonNode node, Action<string> check)
    {
        switch (node)
        {
            case JsonObject members:
                // What an option or a button carries is never shown.
                foreach (var (_, value) in members.Where(pair => pair.Key != "value" && pair.Value is not null))
                    Everywhere(value!, check);
                break;
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                    Everywhere(item, check);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                check(text);
                break;
        }
    }

    /// <summary>Half a pair reads as U+FFFD, so there are more of them than were written.</summary>
    private static bool IsWhole(string text) => text.EnumerateRunes().Count(rune => rune == Rune.ReplacementChar) == text.Count(sign => sign == '\uFFFD');
}
