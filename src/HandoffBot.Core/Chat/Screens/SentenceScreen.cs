namespace HandoffBot.Core.Chat.Screens;

/// <summary>Says something where a form has to be: nothing to send.</summary>
public static class SentenceScreen
{
    public static Form Draw(string title, Phrase sentence) => Draw(title, Card.Says(sentence));

    /// <summary>A card on a form; its buttons work there as they do on a message.</summary>
    public static Form Draw(string title, Card card) => new(
        new(FormKind.Sentence),
        ScreenParts.Title(title),
        [.. card.Parts.Select(part => part is CardPart.Buttons buttons ? new FormPart.AnswerButtons(buttons.Of) : (FormPart)new FormPart.Shown(part))],
        Submit: null);
}
