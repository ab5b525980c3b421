using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Cards;

/// <summary>A form as a dialog.</summary>
/// <param name="Card">The Adaptive Card in it.</param>
/// <param name="Size">For its width and its height: <c>small</c>, <c>medium</c> or <c>large</c>.</param>
internal sealed record Dialog(string Title, JsonObject Card, string Size);

/// <summary>Draws a form as the card of a dialog. It mentions nobody: a dialog is seen by one person and rings for none.</summary>
internal static class DialogRenderer
{
    private const string Title = "HandoffBot";
    private const int MostTries = 3;

    /// <param name="found">Likely choices for the inputs of <see cref="Pickers.In"/>, or what a search found, by input id.</param>
    /// <param name="errors">Sentences by input id; those that the form does not show beside an input stand above it.</param>
    /// <param name="typesAhead">The client asks while a name is typed: <see cref="Pickers.TypesAhead"/>.</param>
    /// <param name="most">How many characters it may take: a form that stands in a message takes fewer.</param>
    public static Dialog Draw(
        Form form, IReadOnlyDictionary<string, Found>? found = null, IReadOnlyDictionary<string, string>? errors = null, bool typesAhead = false,
        int most = Limits.DialogCard)
    {
        var footer = Footer(form);
        var root = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = TitleOf(form),
            ["speak"] = TitleOf(form),
        };
        if (!footer.Actions.IsEmpty)
            root["actions"] = new JsonArray([.. footer.Actions]);

        var homeless = Homeless(form, errors);
        var leftOut = new LeftOut();
        for (var (allowed, left) = (most, MostTries); left > 0; left--)
        {
            root.Remove("body");
            root["body"] = Elements.Separated(Fitting.Into(
                allowed - CardJson.Length(root),
                room => Body(
                    form, footer.From, new(form.Token, room) { Found = found, Homeless = homeless, TypesAhead = typesAhead }),
                leftOut.Add));
            leftOut.Mark(root);
            if (leftOut.IsEmpty || CardJson.Length(root) <= most)
                break;

            // What its buttons carry of inputs that had no room takes room itself.
            allowed -= CardJson.Length(root) - most;
        }

        return new(TitleOf(form), root, Size(form));
    }

    /// <summary>A card in a dialog: the private answer to a button, and what would have been a message had there been a place for one.</summary>
    public static Dialog Draw(Card card) =>
        Draw(new Form(new FormToken(FormKind.Sentence), Title, [.. card.Parts.Select(part => new FormPart.Shown(part))], Submit: null));

    private static string TitleOf(Form form) => CleanText.Of(form.Title, Limits.DialogTitle) is { Length: > 0 } title ? title : Title;

    private static IEnumerable<JsonObject> Body(Form form, FormPart? inFooter, FormDrawing drawing)
    {
        var body = drawing.Above().Concat(form.Parts.Where(part => !ReferenceEquals(part, inFooter)).SelectMany(drawing.Draw));
        return body.DefaultIfEmpty(Elements.Text(TeamsText.Markdown(TitleOf(form), Limits.DialogTitle)));
    }

    /// <summary>
    /// What ends the form: the button that sends it, with the way back in front of it. Buttons that are the only ones of their form and
    /// stand below all its inputs join it there, at the foot of the dialog.
    /// </summary>
    private static (ImmutableArray<JsonObject> Actions, FormPart? From) Footer(Form form)
    {
        var below = form.Parts.Reverse().TakeWhile(part => !Asks(part)).OfType<FormPart.AnswerButtons>().FirstOrDefault();
        var joins = form.Parts.OfType<FormPart.AnswerButtons>().Count() == 1 ? below : null;
        var buttons = joins?.Of ?? [];
        var label = form.Parts.Any(Asks) && string.IsNullOrWhiteSpace(form.Submit) ? "Send" : form.Submit;
        IEnumerable<JsonObject> actions =
        [
            .. Buttons.Of([.. buttons.Where(one => one.Press.Act is Act.Back)], form.Token),
            .. string.IsNullOrWhiteSpace(label) ? [] : new[] { Buttons.Submit(label, form.Token) },
            .. Buttons.Of([.. buttons.Where(one => one.Press.Act is not Act.Back)], form.Token),
        ];
        return ([.. actions.Select(Buttons.InMenu)], joins);
    }

    private static bool Asks(FormPart part) =>
        part is not (FormPart.Progress or FormPart.Shown or FormPart.Finding or FormPart.AnswerButtons or FormPart.Criteria { Of.IsEmpty: true });

    private static ImmutableArray<string> Homeless(Form form, IReadOnlyDictionary<string, string>? errors)
    {
        var shown = form.Parts.SelectMany(FormDrawing.ErrorsOf).ToHashSet(StringComparer.Ordinal);
        return [.. (errors ?? ImmutableDictionary<string, string>.Empty)
            .Where(one => !shown.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value)];
    }

    private static string Size(Form form) => form.Token.Kind switch
    {
        FormKind.Sentence when form.Parts.Length <= 4 => "small",
        FormKind.Details or FormKind.Review or FormKind.Accept => "large",
        _ => "medium",
    };
}
