using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Cards;

/// <summary>Draws buttons.</summary>
internal static class Buttons
{
    /// <summary>The buttons, one beside the other; a link button without an address that can be opened is left out.</summary>
    /// <param name="form">The dialog that they stand in; null on a message.</param>
    /// <param name="lean">Without what only clients need that do not know <c>Action.Execute</c>.</param>
    public static ImmutableArray<JsonObject> Of(ImmutableArray<CardButton> buttons, FormToken? form, bool lean = false) =>
    [
        .. buttons
            .Where(one => one.Press.Act is not Act.Open || LinkAddress.OfButton(one.Press.Text) is not null)
            .Select(one => One(one, form, lean)),
    ];

    /// <summary>As <see cref="Of"/>, in as many rows as a telephone needs so that none is cut off or hidden in a menu.</summary>
    public static IEnumerable<JsonObject> Rows(ImmutableArray<CardButton> buttons, FormToken? form, bool lean)
    {
        var row = new List<JsonObject>();
        var fills = 0;
        foreach (var button in Of(buttons, form, lean))
        {
            var width = Width((string)button["title"]!);
            if (row.Count == Limits.Actions || (row.Count > 0 && fills + width > Limits.RowWidth))
            {
                yield return Elements.Actions(row);
                row = [];
                fills = 0;
            }

            row.Add(button);
            fills += width;
        }

        if (row.Count > 0)
            yield return Elements.Actions(row);
    }

    /// <summary>The foot of a dialog shows six buttons; what comes after them is reached through its menu.</summary>
    public static JsonObject InMenu(JsonObject action, int place) =>
        place < Limits.Actions ? action : Elements.With(action, ("mode", "secondary"));

    public static JsonObject One(CardButton button, FormToken? form, bool lean = false)
    {
        if (button.Press.Act is Act.Open)
            return Action("Action.OpenUrl", button, ("url", LinkAddress.OfButton(button.Press.Text)));

        return button.Confirm is { } question ? Asking(button, question, form, lean) : Pressing(button, form, lean);
    }

    /// <summary>Sends a dialog; every input goes with it.</summary>
    public static JsonObject Submit(string label, FormToken form) => new()
    {
        ["type"] = "Action.Submit", ["title"] = Title(label), ["style"] = "positive", ["data"] = new Carried(null, form).Write(),
    };

    /// <summary>Adaptive Cards ask nothing before they act, so the button unfolds the question with the button that acts below it.</summary>
    private static JsonObject Asking(CardButton button, string question, FormToken? form, bool lean)
    {
        var asked = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["body"] = new JsonArray(Elements.Text(TeamsText.Markdown(question, Limits.Note))),
            ["actions"] = new JsonArray(Pressing(button, form, lean)),
        };
        return Action("Action.ShowCard", button with { Style = ButtonStyle.Plain }, ("card", asked));
    }

    private static JsonObject Pressing(CardButton button, FormToken? form, bool lean)
    {
        var data = new Carried(button.Press, form).Write();
        if (form is not null)
            return Action("Action.Submit", button, ("data", data));

        if (AnswersWithADialog(button.Press.Act))
            return Action("Action.Submit", button, ("data", Elements.With(data, ("msteams", new JsonObject { ["type"] = "task/fetch" }))));

        var execute = Action("Action.Execute", button, ("verb", button.Press.Act.ToString()), ("data", data));
        return lean ? execute : Elements.With(execute, ("fallback", Action("Action.Submit", button, ("data", data.DeepClone()))));
    }

    /// <summary>
    /// What may be answered with a form or with a card that is nobody else's business: a dialog shows either to who pressed, and to
    /// nobody else. The rest is answered with a sentence, and seen on the cards.
    /// </summary>
    public static bool AnswersWithADialog(Act act) => act is not (Act.Claim or Act.Release or Act.Acknowledge or Act.Undo or Act.Home or Act.Open);

    private static JsonObject Action(string type, CardButton button, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var action = new JsonObject { ["type"] = type, ["title"] = Title(button.Label) };
        if (Style(button.Style) is { } style)
            action["style"] = style;

        return Elements.With(action, more);
    }

    /// <summary>About as many pixels as a button takes with its edges.</summary>
    private static int Width(string title) => (title.Length * 8) + 32;

    private static string Title(string label) => CleanText.Of(label, Limits.ButtonText) is { Length: > 0 } title ? title : "–";

    private static string? Style(ButtonStyle style) => style switch
    {
        ButtonStyle.Primary => "positive",
        ButtonStyle.Danger => "destructive",
        _ => null,
    };
}
