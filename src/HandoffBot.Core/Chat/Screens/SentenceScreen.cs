namespace HandoffBot.Core.Chat.Screens;

/// <summary>Says something where a form has to be: nothing to send.</summary>
public static class SentenceScreen
{
    public static Form Draw(string title, params ReadOnlySpan<Phrase> sentences)
    {
        var parts = new List<FormPart>();
        foreach (var sentence in sentences)
            parts.Add(ScreenParts.Says(sentence));

        return new(new(FormKind.Sentence), ScreenParts.Title(title), [.. parts], Submit: null);
    }
}
