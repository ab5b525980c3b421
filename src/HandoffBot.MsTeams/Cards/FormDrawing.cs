using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Cards;

/// <summary>Draws the parts of a form.</summary>
internal sealed class FormDrawing(FormToken token, Room room)
{
    private readonly CardDrawing _cards = new(new PhraseWriter(new Mentions(""), null), token, room);

    public IReadOnlyDictionary<string, Found>? Found { get; init; }

    /// <summary>The client asks while a name is typed.</summary>
    public bool TypesAhead { get; init; }

    /// <summary>Sentences about inputs that are not on this screen.</summary>
    public ImmutableArray<string> Homeless { get; init; } = [];

    public IEnumerable<JsonObject> Above() => Homeless.Select(Wrong);

    public IEnumerable<JsonObject> Draw(FormPart part) => part switch
    {
        FormPart.Progress progress => [Elements.Small(TeamsText.Markdown(progress.Text, Limits.Note, oneLine: true))],
        FormPart.Shown shown => _cards.Draw(shown.Part),
        FormPart.ChecklistField { Field.Kind: FieldKind.Person } one => Draw(new FormPart.PersonField(
            one.Field.Id, one.Field.Label, one.Field.Hint, one.Field.Required, Chosen(one.Current), one.Redraws, one.Error)),
        FormPart.ChecklistField { Field.Kind: FieldKind.Client client } one => Draw(new FormPart.ClientField(
            one.Field.Id, one.Field.Label, one.Field.Hint, one.Field.Required, Chosen(one.Current), one.Redraws, one.Error)
        { Of = client.Of }),
        FormPart.ChecklistField one => [Ask(
            Controls.For(one.Field, one.Current), one.Field.Label, one.Field.Required, Controls.Hint(one.Field), one.Redraws, one.Error)],
        FormPart.PersonField one => [Pick(
            SuggestionSource.People, Subject.Client, one.Id, one.Label, one.Required, one.Hint, one.Current, one.Redraws, one.Error)],
        FormPart.ClientField one => [Pick(
            SuggestionSource.Clients, one.Of, one.Id, one.Label, one.Required, one.Hint, one.Current, one.Redraws, one.Error)],
        FormPart.HandoffField one => [Pick(
            SuggestionSource.Handoffs, Subject.Client, one.Id, one.Label, one.Required, one.Hint, one.Current, redraws: false, one.Error)],
        FormPart.TextField one => [Ask(
            Controls.Typing(one.Id, one.Current is null ? null : new Input.Typed(one.Current), one.Multiline), one.Label, one.Required, one.Hint, false, one.Error)],
        FormPart.OneOf one => [Ask(Controls.OneOf(one.Id, one.Options, one.Current, one.Required), one.Label, one.Required, one.Hint, false, one.Error)],
        FormPart.ManyOf one => [Ask(Controls.ManyOf(one.Id, one.Options, one.Current), one.Label, one.Required, one.Hint, false, one.Error)],
        FormPart.Criteria criteria => criteria.Of.Select((one, place) => Criterion($"{criteria.Id}-{place.ToString(CultureInfo.InvariantCulture)}", one)),
        FormPart.Finding finding => Finding(finding),
        FormPart.AnswerButtons buttons => Buttons.Rows(buttons.Of, token, room.Lean),
        _ => throw new NotSupportedException($"Microsoft Teams cannot draw {part.GetType().Name} yet."),
    };

    /// <summary>The inputs beside which the part shows that something is wrong.</summary>
    public static IEnumerable<string> ErrorsOf(FormPart part) => part switch
    {
        FormPart.ChecklistField { Error: not null } one => [one.Field.Id],
        FormPart.PersonField { Error: not null } one => [one.Id],
        FormPart.ClientField { Error: not null } one => [one.Id],
        FormPart.HandoffField { Error: not null } one => [one.Id],
        FormPart.TextField { Error: not null } one => [one.Id],
        FormPart.OneOf { Error: not null } one => [one.Id],
        FormPart.ManyOf { Error: not null } one => [one.Id],
        FormPart.Criteria criteria => criteria.Of.Index().Where(one => one.Item.Error is not null)
            .Select(one => $"{criteria.Id}-{one.Index.ToString(CultureInfo.InvariantCulture)}"),
        _ => [],
    };

    /// <summary>An input with everything that belongs to it.</summary>
    private JsonObject Ask(JsonObject control, string label, bool required, string? hint, bool redraws, string? error, JsonObject? below = null)
    {
        // There is nothing to choose, and a list without choices is malformed.
        if (control["choices"] is JsonArray { Count: 0 })
            return Elements.Text($"{PhraseWriter.Strong(Elements.Shown(label), Limits.Label)}\n\nNothing to choose from.");

        control["label"] = Labelled(label, required);
        var asked = Elements.Container(control);
        var items = asked["items"]!.AsArray();
        if (below is not null)
            items.Add(below);

        if (!string.IsNullOrWhiteSpace(hint))
            items.Add(Elements.Small(TeamsText.Markdown(hint, room.AnyText)));

        if (redraws)
            items.Add(Elements.Small("Your answer may bring up another question when you go on."));

        if (error is not null)
            items.Add(Wrong(error));

        return asked;
    }

    /// <summary>Likely ones stand in the list; typing a name asks the bot; and where that fails, the search below finds the same.</summary>
    private JsonObject Pick(
        SuggestionSource source, Subject subject, string id, string label, bool required, string? hint, Suggestion? current, bool redraws, string? error)
    {
        var found = Found?.GetValueOrDefault(id);
        var (placeholder, search) = source switch
        {
            SuggestionSource.People => ("Choose a person", "Not in the list? Type a name"),
            SuggestionSource.Handoffs => ("Choose a handoff", "Not in the list? Type a client's name or H-1042"),
            _ => ($"Choose {subject.A}", $"Not in the list? Type {subject.A}'s name"),
        };
        var searched = found is { Query.Length: > 0 };
        var chosen = searched && found!.Of is [var only] ? only : current;
        var control = Controls.Picking(id, placeholder, TypesAhead ? Pickers.Dataset(source, subject, token) : null, found?.Of ?? [], chosen, required);
        var query = new JsonObject { ["type"] = "Input.Text", ["id"] = InputIds.Search(id), ["placeholder"] = search };
        if (searched)
            query["value"] = found!.Query;

        var button = new JsonObject
        {
            ["type"] = "Action.Submit", ["title"] = "Search", ["data"] = new Carried(new Press(Act.Redraw, token.Handoff, Text: id), token, id).Write(),
        };
        var row = Elements.With(Elements.Columns(("stretch", query), ("auto", Elements.Actions([button]))), ("spacing", "Small"));
        return Ask(control, label, required, searched ? Says(found!) : hint, redraws, error, row);
    }

    private static string Says(Found found) => found.Of.Length switch
    {
        0 => $"Nothing was found for “{found.Query}”.",
        1 => $"Found for “{found.Query}” and chosen above.",
        var count => string.Create(CultureInfo.InvariantCulture, $"{count} found for “{found.Query}”: choose one above."),
    };

    private JsonObject Criterion(string id, Criterion one)
    {
        var tick = Controls.Tick(id, Elements.Shown(TeamsText.Label(one.Sentence, room.AnyText)), one.Ticked);
        return one.Error is null ? tick : Elements.Container(tick, Wrong(one.Error));
    }

    /// <summary>One button stands beside what it is about, two of them below.</summary>
    private IEnumerable<JsonObject> Finding(FormPart.Finding finding)
    {
        var label = PhraseWriter.Strong(Elements.Shown(finding.Label), Limits.Label);
        var text = Elements.Text($"{label}\n\n{TeamsText.Markdown(finding.Says, room.AnyText)}");
        var fix = new CardButton("Fix", finding.Fix);
        return finding.Or is { } or
            ? [text, .. Buttons.Rows([fix, or], token, room.Lean)]
            : [Elements.Columns(("stretch", text), ("auto", Elements.Actions([Buttons.One(fix, token)])))];
    }

    private JsonObject Wrong(string error) => Elements.Error($"⚠ {TeamsText.Markdown(error, Math.Min(room.AnyText, Limits.Note), oneLine: true)}");

    private static string Labelled(string label, bool required)
    {
        var shown = Elements.Shown(TeamsText.Label(label, Limits.Label));
        return required ? $"{shown} *" : shown;
    }

    private static Suggestion? Chosen(Input? current) => current is Input.Selected selected ? new(selected.Id, selected.Label) : null;
}
