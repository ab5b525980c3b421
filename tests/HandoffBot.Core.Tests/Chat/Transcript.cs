using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>Cards and forms as lines that a person can review.</summary>
internal static class Transcript
{
    public static string Of(Card card) => Lines([$"({Of(card.Summary)})", .. card.Parts.Select(Of)]);

    public static string Of(Form form) => Lines(
        [$"[{form.Title}]", .. form.Parts.Select(Of), form.Submit is null ? $"<{form.Close}>" : $"<{form.Close}> <{form.Submit}>"]);

    public static string Of(Phrase phrase) => string.Concat(phrase.Parts.Select(part => part switch
    {
        Inline.Plain plain => plain.Text,
        Inline.Strong strong => $"*{strong.Text}*",
        Inline.Mention mention => $"@{mention.Name}",
        Inline.When instant => $"{{{instant.At.ToString("dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}}}",
        Inline.Link link => $"{link.Text}→{link.To}",
        Inline.Command command => $"`{command.Words}`",
        _ => throw new ArgumentException($"{part} has no transcript", nameof(phrase)),
    }));

    private static string Of(CardPart part) => part switch
    {
        CardPart.Header header => $"# {header.Title}",
        CardPart.Text text => Of(text.Phrase),
        CardPart.Note note => $"~ {Of(note.Phrase)}",
        CardPart.Facts facts => string.Join(" | ", facts.Of.Select(fact => $"{fact.Label}: {Of(fact.Value)}")),
        CardPart.LongText text => $"{text.Label}: {text.Value}",
        CardPart.Divider => "---",
        CardPart.Buttons buttons => Of(buttons.Of),
        _ => throw new ArgumentException($"{part} has no transcript", nameof(part)),
    };

    private static string Of(IEnumerable<CardButton> buttons) => string.Join(' ', buttons.Select(button => $"<{button.Label}>"));

    private static string Of(FormPart part) => part switch
    {
        FormPart.Progress progress => progress.Text,
        FormPart.Shown shown => Of(shown.Part),
        FormPart.ChecklistField field => Input(field.Field.Label, field.Field.Required, field.Current?.ToString(), field.Redraws, field.Error),
        FormPart.PersonField field => Input(field.Label, field.Required, field.Current?.Label, field.Redraws, field.Error),
        FormPart.HandoffField field => Input(field.Label, field.Required, field.Current?.Label, redraws: false, field.Error),
        FormPart.ClientField field => Input(field.Label, field.Required, field.Current?.Label, field.Redraws, field.Error),
        FormPart.TextField field => Input(field.Label, field.Required, field.Current, false, field.Error),
        FormPart.OneOf field => Input(field.Label, field.Required, string.Join('/', field.Options.Select(one => one.Label)), false, field.Error),
        FormPart.ManyOf field => Input(field.Label, field.Required, string.Join('/', field.Options.Select(one => one.Label)), false, field.Error),
        FormPart.Criteria criteria => string.Join('\n', criteria.Of.Select(one => $"[{(one.Ticked ? "x" : " ")}] {one.Sentence}{Error(one.Error)}")),
        FormPart.Finding finding => $"- {finding.Label}: {finding.Says} <Fix>{(finding.Or is { } or ? $" <{or.Label}>" : "")}",
        FormPart.AnswerButtons buttons => Of(buttons.Of),
        _ => throw new ArgumentException($"{part} has no transcript", nameof(part)),
    };

    private static string Input(string label, bool required, string? current, bool redraws, string? error) =>
        $"{label}{(required ? "*" : "")} = {current}{(redraws ? " (redraws)" : "")}{Error(error)}";

    private static string Error(string? error) => error is null ? "" : $" !{error}";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
