using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Blocks;

/// <summary>Draws a card as a person's Home tab.</summary>
/// <param name="command">The slash command, with its slash.</param>
internal sealed class HomeRenderer(string command)
{
    /// <summary>Begins the ids of the blocks of a home, wherever it stands.</summary>
    public const string BlockName = "home";

    public HomeTab Render(Card card, string workspace)
    {
        var phrases = new PhraseWriter(workspace, command);
        return new(Fitting.Into(Limits.ViewBlocks, Limits.ViewBytes, (longText, anyText) =>
        {
            var drawing = new CardDrawing(phrases, longText, anyText);
            return [.. card.Parts.SelectMany((part, place) => drawing.Draw(part, $"{BlockName}-{place}"))];
        }));
    }
}
