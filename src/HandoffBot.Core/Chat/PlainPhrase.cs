using System.Globalization;

namespace HandoffBot.Core.Chat;

/// <summary>Phrases where only plain text can stand, such as beside an input.</summary>
public static class PlainPhrase
{
    public static string Plainly(this Phrase phrase) => string.Concat(phrase.Parts.Select(part => part switch
    {
        Inline.Plain plain => plain.Text,
        Inline.Strong strong => strong.Text,
        Inline.Mention mention => mention.Name,
        Inline.When instant => instant.At.InZone(instant.Fallback).ToString("d MMM HH:mm", CultureInfo.InvariantCulture),
        Inline.Link link => link.Text,
        Inline.Command command => command.Words,
        _ => "",
    }));
}
