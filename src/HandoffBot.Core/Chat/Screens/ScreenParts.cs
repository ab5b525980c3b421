using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Pieces that several screens share.</summary>
internal static class ScreenParts
{
    /// <summary>The platforms' limit of a title.</summary>
    public const int TitleLength = 24;

    /// <summary>The most that one control can offer.</summary>
    public const int MostOptions = 100;

    public static string Title(string text) => Shortened.To(text.Trim(), TitleLength);

    public static FormPart Says(Phrase phrase) => new FormPart.Shown(new CardPart.Text(phrase));

    public static FormPart Notes(Phrase phrase) => new FormPart.Shown(new CardPart.Note(phrase));

    public static FormPart Headed(string title) => new FormPart.Shown(new CardPart.Header(Shortened.To(title, 150)));

    public static FormPart Answers(params ReadOnlySpan<CardButton> buttons) => new FormPart.AnswerButtons([.. buttons]);

    public static ImmutableArray<FormPart> Shown(IEnumerable<CardPart> parts) =>
        [.. parts.Select(part => (FormPart)new FormPart.Shown(part))];

    /// <summary>The control of a field, with what stands in it.</summary>
    public static FormPart Asks(Field field, Input? current, bool redraws, string? error) => field.Kind switch
    {
        FieldKind.Person => new FormPart.PersonField(field.Id, field.Label, field.Hint, field.Required, Chosen(current), redraws, error),
        FieldKind.Client client => new FormPart.ClientField(field.Id, field.Label, field.Hint, field.Required, Chosen(current), redraws, error) { Of = client.Of },
        _ => new FormPart.ChecklistField(field, current, redraws, error),
    };

    /// <summary>What the sender was asked, in as many lists as it takes: one control offers at most <see cref="MostOptions"/>.</summary>
    public static IEnumerable<ImmutableArray<Suggestion>> AskedFields(Handoff handoff)
    {
        var asked = handoff.Answers.Asked(handoff.Playbook.Checklist);
        return handoff.Playbook.Checklist.Steps
            .SelectMany(step => step.Fields
                .Where(field => field.When?.Holds(asked) ?? true)
                .Select(field => new Suggestion(field.Id, field.Label, step.Name)))
            .Chunk(MostOptions)
            .Select(chunk => chunk.ToImmutableArray());
    }

    private static Suggestion? Chosen(Input? input) => input is Input.Selected { Id: var id, Label: var label } ? new(id, label) : null;

    /// <summary>What was typed in a text control: what stands there overrides what was stored.</summary>
    public static string? Typed(ImmutableDictionary<string, Input>? inputs, string id) =>
        (inputs?.GetValueOrDefault(id) as Input.Typed)?.Text;

    public static ImmutableArray<string> Many(ImmutableDictionary<string, Input>? inputs, string id) =>
        inputs?.GetValueOrDefault(id) switch
        {
            Input.Many many => many.Ids,
            Input.Selected one => [one.Id],
            _ => [],
        };
}
