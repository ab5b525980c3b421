using System.Text.Json.Nodes;

namespace HandoffBot.MsTeams.Cards;

/// <summary>
/// The inputs that a card has no room for. An input that does not come back would read as one that was emptied, so every button carries
/// which ones were never there: what is stored of them stays.
/// </summary>
internal sealed class LeftOut
{
    private readonly HashSet<string> _inputs = new(StringComparer.Ordinal);

    public bool IsEmpty => _inputs.Count == 0;

    /// <summary>Notes the inputs within an element that is left out.</summary>
    public void Add(JsonNode? element)
    {
        foreach (var one in Objects(element))
        {
            if ((string?)one["type"] is { } type && type.StartsWith("Input.", StringComparison.Ordinal) && (string?)one["id"] is { } id)
                _inputs.Add(InputIds.LeftOutKind + InputIds.Bare(id));
        }
    }

    /// <summary>Has every button of the card carry them.</summary>
    public void Mark(JsonObject card)
    {
        if (_inputs.Count == 0)
            return;

        foreach (var data in Objects(card).Select(one => one["data"]).OfType<JsonObject>().ToList())
        {
            foreach (var input in _inputs)
                data[input] = "";
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Objects(member.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };
}
