using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Blocks;

/// <summary>Draws a card as a message.</summary>
/// <param name="command">The slash command, with its slash.</param>
internal sealed class MessageRenderer(string command)
{
    /// <param name="workspace">Where it will be read: only its accounts can be mentioned.</param>
    public Message Render(Card card, string workspace)
    {
        var phrases = new PhraseWriter(workspace, command);
        var blocks = Fitting.Into(Limits.MessageBlocks, Limits.MessageBytes, (longText, anyText) => Draw(card, phrases, longText, anyText));
        return new(Text(card, phrases), blocks);
    }

    private static string Text(Card card, PhraseWriter phrases)
    {
        var summary = phrases.Mrkdwn(card.Summary, Limits.MessageText);
        if (!string.IsNullOrWhiteSpace(summary))
            return summary;

        var heading = card.Parts.OfType<CardPart.Header>().FirstOrDefault()?.Title;
        return string.IsNullOrWhiteSpace(heading) ? "HandoffBot has news for you" : SlackText.Mrkdwn(heading, Limits.MessageText, oneLine: true);
    }

    private static ImmutableList<Block> Draw(Card card, PhraseWriter phrases, int longText, int anyText)
    {
        var drawing = new CardDrawing(phrases, longText, anyText);
        var name = card.IsHome ? HomeRenderer.BlockName : "card";
        ImmutableList<Block> blocks = [.. card.Parts.SelectMany((part, place) => drawing.Draw(part, $"{name}-{place}"))];
        if (blocks.IsEmpty)
            blocks = [new Block.Section(Texts.Mrkdwn(Text(card, phrases)))];

        return MentionedOnlyInSummary(card, phrases) is { Length: > 0 } rest ? blocks.Add(CardDrawing.Context(rest)) : blocks;
    }

    /// <summary>Beside blocks Slack uses the text for notifications only, so whom it mentions must stand in a block, too.</summary>
    private static string MentionedOnlyInSummary(Card card, PhraseWriter phrases)
    {
        var shown = card.Parts.SelectMany(Phrases).SelectMany(phrases.Mentioned);
        return string.Join(' ', phrases.Mentioned(card.Summary).Distinct().Except(shown).Select(account => $"<@{account}>"));
    }

    private static IEnumerable<Phrase> Phrases(CardPart part) => part switch
    {
        CardPart.Text text => [text.Phrase],
        CardPart.Note note => [note.Phrase],
        CardPart.Facts facts => facts.Of.Select(fact => fact.Value),
        _ => [],
    };
}
