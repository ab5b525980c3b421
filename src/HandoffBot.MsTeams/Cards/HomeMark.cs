using System.Text.Json.Nodes;

namespace HandoffBot.MsTeams.Cards;

/// <summary>
/// The mark by which buttons say that they stand on a person's home, or in a dialog that was opened from it: what is done with them draws
/// that message anew. It is written into what is drawn already, so that nothing that draws need know of it.
/// </summary>
internal static class HomeMark
{
    /// <summary>On the home itself, whose message Microsoft Teams names when a button on it is pressed.</summary>
    public const string Here = "here";

    /// <summary>What the mark adds to a button on the home, and to what old clients get in its place.</summary>
    public const int Length = 2 * 11;

    private const string Origin = "o";

    /// <param name="home"><see cref="Here"/>, or the id of the home's message; null marks nothing.</param>
    public static void Write(JsonNode? card, string? home)
    {
        if (home is null)
            return;

        foreach (var carried in Carrying(card).ToList())
            carried[Origin] = home;
    }

    private static IEnumerable<JsonObject> Carrying(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Carrying(member.Value)).Concat(one["data"]?[Carried.Member] is JsonObject carried ? [carried] : []),
        JsonArray many => many.SelectMany(Carrying),
        _ => [],
    };
}
