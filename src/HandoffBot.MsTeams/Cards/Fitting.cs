using System.Text.Json.Nodes;

namespace HandoffBot.MsTeams.Cards;

/// <summary>Finds the fullest drawing that fits: long texts give way first, then every text, then what is only to be read.</summary>
internal static class Fitting
{
    private static readonly (int Long, int Any)[] Caps =
        [(4000, 4000), (2000, 4000), (1000, 2000), (500, 2000), (300, 1000), (200, 600), (120, 300), (60, 150), (40, 80)];

    /// <param name="draw">Draws with at most so many characters for a long text and for any other.</param>
    public static List<JsonObject> Into(int room, Func<int, int, IEnumerable<JsonObject>> draw)
    {
        var elements = new List<JsonObject>();
        foreach (var (longText, anyText) in Caps)
        {
            elements = [.. draw(longText, anyText)];
            if (Length(elements) <= room)
                return elements;
        }

        return WithoutTheLast(elements, room);
    }

    /// <summary>Leaves out what is only to be read, from the end, and says so; then, at the very worst, from the end whatever it is.</summary>
    private static List<JsonObject> WithoutTheLast(List<JsonObject> elements, int room)
    {
        var note = Elements.Small("… more than fits here.");
        var left = room - Length([note]);
        var fills = Length(elements);
        var place = elements.Count;
        while (fills > left && place-- > 1)
        {
            if (!Elements.Acts(elements[place]))
                fills -= Remove(elements, place);
        }

        // The note stands where it was, above the buttons.
        var at = Math.Clamp(place, 0, elements.Count);
        while (fills > left && elements.Count > 1)
            fills -= Remove(elements, elements.Count - 1);

        elements.Insert(Math.Min(at, elements.Count), note);
        return elements;
    }

    private static int Remove(List<JsonObject> elements, int place)
    {
        var length = Length([elements[place]]);
        elements.RemoveAt(place);
        return length;
    }

    /// <summary>With its comma, and with the line that may stand above it.</summary>
    private static int Length(List<JsonObject> elements) => elements.Sum(element => CardJson.Length(element) + 40);
}
