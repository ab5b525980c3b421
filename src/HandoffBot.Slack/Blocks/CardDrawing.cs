using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Blocks;

/// <summary>Draws the parts of cards, with at most so many characters for a long text and for any other.</summary>
internal sealed class CardDrawing(PhraseWriter phrases, int longText = Limits.SectionText, int anyText = Limits.SectionText)
{
    public IEnumerable<Block> Draw(CardPart part, string? blockId = null) => part switch
    {
        CardPart.Header header => [new Block.Header(Texts.Plain(header.Title, Limits.Header))],
        CardPart.Text text => Section(phrases.Mrkdwn(text.Phrase, anyText)),
        CardPart.Note note => Small(phrases.Mrkdwn(note.Phrase, Math.Min(anyText, Limits.ContextText))),
        CardPart.Facts facts => facts.Of.Select(Field).Chunk(Limits.SectionFields).Select(row => new Block.Section(null, [.. row])),
        CardPart.LongText text => [Long(text)],
        CardPart.Divider => [new Block.Divider()],
        CardPart.Buttons buttons => Buttons.Rows(buttons.Of, blockId),
        _ => throw new NotSupportedException($"Slack cannot draw {part.GetType().Name} yet."),
    };

    public static Block Context(string written) => new Block.Context([Texts.Mrkdwn(written)]);

    private static IEnumerable<Block> Section(string written) =>
        string.IsNullOrWhiteSpace(written) ? [] : [new Block.Section(Texts.Mrkdwn(written))];

    private static IEnumerable<Block> Small(string written) => string.IsNullOrWhiteSpace(written) ? [] : [Context(written)];

    private TextObject Field(Fact fact) =>
        Texts.Labelled(fact.Label, Math.Min(anyText, Limits.FieldText), left => phrases.Mrkdwn(fact.Value, left));

    private Block Long(CardPart.LongText text) =>
        new Block.Section(Texts.Labelled(text.Label, Limits.SectionText, left => SlackText.Mrkdwn(text.Value.Trim(), Math.Min(left, longText))));
}
