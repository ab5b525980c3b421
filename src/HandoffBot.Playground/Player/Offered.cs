using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Player;

/// <summary>What the app offers besides its commands, as the page is told of it.</summary>
internal static class Offered
{
    public static JsonArray Of(IEnumerable<PlaygroundAction> actions) =>
        new([.. actions.Select(each => new JsonObject { ["id"] = each.Id, ["title"] = each.Title })]);
}
