using System.Collections.Immutable;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Pieces that several screens share.</summary>
internal static class ScreenParts
{
    /// <summary>The platforms' limit of a title.</summary>
    public const int TitleLength = 24;

    public static string Title(string text) => Shortened.To(text.Trim(), TitleLength);

    public static FormPart Says(Phrase phrase) => new FormPart.Shown(new CardPart.Text(phrase));

    public static FormPart Notes(Phrase phrase) => new FormPart.Shown(new CardPart.Note(phrase));

    public static FormPart Headed(string title) => new FormPart.Shown(new CardPart.Header(Shortened.To(title, 150)));

    public static FormPart Answers(params ReadOnlySpan<CardButton> buttons) => new FormPart.AnswerButtons([.. buttons]);

    public static ImmutableArray<FormPart> Shown(IEnumerable<CardPart> parts) =>
        [.. parts.Select(part => (FormPart)new FormPart.Shown(part))];

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
