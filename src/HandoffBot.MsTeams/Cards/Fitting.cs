using System.Text.Json.Nodes;

namespace HandoffBot.MsTeams.Cards;

/// <summary>How much room a drawing may take.</summary>
/// <param name="LongText">The most characters of a long text.</param>
/// <param name="AnyText">The most characters of any other text.</param>
/// <param name="Lean">Without what only clients need that do not know every kind of button.</param>
internal readonly record struct Room(int LongText, int AnyText, bool Lean)
{
    public static Room Full { get; } = new(4000, 4000, Lean: false);
}

/// <summary>
/// Finds the fullest drawing that fits: what only old clients need gives way first, then long texts, then every text, then what is only to
/// be read.
/// </summary>
internal static class Fitting
{
    private static readonly Room[] Rooms =
    [
        Room.Full, new(4000, 4000, true), new(2000, 4000, true), new(1000, 2000, true), new(700, 2000, true), new(500, 2000, true),
        new(300, 1000, true), new(200, 600, true), new(120, 300, true), new(60, 150, true), new(40, 80, true),
    ];

    /// <param name="max">The most characters that all elements may take together.</param>
    /// <param name="leftOut">Told of each element that does not fit at all.</param>
    public static List<JsonObject> Into(int max, Func<Room, IEnumerable<JsonObject>> draw, Action<JsonObject>? leftOut = null)
    {
        var elements = new List<JsonObject>();
        foreach (var room in Rooms)
        {
            elements = [.. draw(room)];
            if (Length(elements) <= max)
                return elements;
        }

        return WithoutTheLast(elements, max, leftOut ?? (_ => { }));
    }

    /// <summary>Leaves out what is only to be read, from the end, and says so; then, at the very worst, from the end whatever it is.</summary>
    private static List<JsonObject> WithoutTheLast(List<JsonObject> elements, int max, Action<JsonObject> leftOut)
    {
        var note = Elements.Small("… more than fits here.");
        var left = max - Length([note]);
        var fills = Length(elements);
        var place = elements.Count;
        while (fills > left && place-- > 1)
        {
            if (!Elements.Acts(elements[place]))
                fills -= Remove(elements, place, leftOut);
        }

        // The note stands where it was, above the buttons.
        var at = Math.Clamp(place, 0, elements.Count);
        while (fills > left && elements.Count > 1)
            fills -= Remove(elements, elements.Count - 1, leftOut);

        elements.Insert(Math.Min(at, elements.Count), note);
        return elements;
    }

    private static int Remove(List<JsonObject> elements, int place, Action<JsonObject> leftOut)
    {
        leftOut(elements[place]);
        var length = Length([elements[place]]);
        elements.RemoveAt(place);
        return length;
    }

    /// <summary>With their commas; a line becomes a property of the element below it.</summary>
    private static int Length(List<JsonObject> elements) => elements.Sum(element => Elements.IsLine(element) ? 40 : CardJson.Length(element) + 1);
}
