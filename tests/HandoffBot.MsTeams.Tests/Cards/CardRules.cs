using System.Text.Json.Nodes;

namespace HandoffBot.MsTeams.Tests.Cards;

/// <summary>What Microsoft Teams demands of a card, checked in every place of it.</summary>
internal static class CardRules
{
    private static readonly HashSet<string> Types =
    [
        "AdaptiveCard", "TextBlock", "Container", "ColumnSet", "Column", "FactSet", "ActionSet", "Action.Submit", "Action.Execute", "Action.OpenUrl",
        "Action.ShowCard", "Input.Text", "Input.Number", "Input.Date", "Input.Toggle", "Input.ChoiceSet", "Data.Query", "mention", "task/fetch",
    ];

    /// <summary>28 kB, and 80 kB, as UTF-16.</summary>
    public static void MessageObeys(JsonObject card) => Obeys(card, 14_000);

    public static void DialogObeys(JsonObject card) => Obeys(card, 40_000);

    public static IEnumerable<JsonObject> Everything(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Everything(member.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Everything),
        _ => [],
    };

    public static IEnumerable<JsonObject> All(JsonObject card, string type) => Everything(card).Where(one => (string?)one["type"] == type);

    public static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject one => one.Where(member => member.Key is not ("data" or "value")).SelectMany(member => Strings(member.Value)),
        JsonArray many => many.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    /// <summary>What the client reads as markdown.</summary>
    public static IEnumerable<string> Markdown(JsonObject card) =>
        All(card, "TextBlock").Select(one => (string)one["text"]!)
            .Concat(All(card, "FactSet").SelectMany(set => set["facts"]!.AsArray()).SelectMany(fact => new[] { (string)fact!["title"]!, (string)fact["value"]! }))
            .Concat(All(card, "Input.Toggle").Select(one => (string)one["title"]!))
            .Concat(Everything(card).Select(one => (string?)one["label"]).OfType<string>())
            .Concat(All(card, "Input.ChoiceSet").SelectMany(one => one["choices"]!.AsArray()).Select(choice => (string)choice!["title"]!));

    private static void Obeys(JsonObject card, int characters)
    {
        Assert.Equal(("AdaptiveCard", "1.5"), ((string?)card["type"], (string?)card["version"]));
        Assert.NotEmpty(card["body"]!.AsArray());
        Assert.False(string.IsNullOrWhiteSpace((string?)card["fallbackText"]));
        Assert.InRange(card.ToJsonString(HandoffBot.MsTeams.Cards.CardJson.Letters).Length, 1, characters);
        foreach (var one in Everything(card))
            Check(one);

        var ids = Everything(card).Select(one => (string?)one["id"]).OfType<string>().Where(id => id.Contains('_', StringComparison.Ordinal)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(Everything(card).Select(one => one["actions"]).OfType<JsonArray>(), row => Assert.InRange(row.Count(one => one!["mode"] is null), 1, 6));
    }

    private static void Check(JsonObject one)
    {
        if ((string?)one["type"] is { } type)
            Assert.Contains(type, Types);

        Assert.All(one, member => Assert.NotNull(member.Value));
        foreach (var name in (string[])["text", "title", "label", "verb"])
            Assert.False(one[name] is { } shown && string.IsNullOrWhiteSpace((string?)shown), $"An empty {name}: {one.ToJsonString()}");

        if ((string?)one["url"] is { } url)
            Assert.True(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http", url);

        if (((string?)one["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true)
            Assert.Null(one["isRequired"]);

        if ((string?)one["type"] == "Input.ChoiceSet")
            Assert.NotEmpty(one["choices"]!.AsArray());
    }
}
