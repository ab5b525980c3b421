using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>What the edge itself has to say to people.</summary>
internal static class Sentences
{
    /// <summary>Said where others read it, so it holds nothing of what was asked.</summary>
    public static readonly Card NotPrivately = Card.Says(
        "I answer privately, and cannot write to you: please add me for yourself (Apps, then HandoffBot, then Add), and ask again.");

    /// <summary>A message cannot open a form, so a button does, by saying the same words.</summary>
    public static Card OpensBy(Form form, string words) => NoticeCards.WithButtons(
        $"{form.Title}: press the button to open the form.", new CardButton("Open", Presses.Say(words), ButtonStyle.Primary));
}
