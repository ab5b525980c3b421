using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>What the edge itself has to say to people.</summary>
internal static class Sentences
{
    /// <summary>Said where others read it, so it holds nothing of what was asked.</summary>
    public static readonly Card NotPrivately = Card.Says(
        "I answer privately, and cannot write to you: please add me for yourself (Apps, then HandoffBot, then Add), and ask again.");

    /// <summary>Said where others read it as well.</summary>
    public static readonly Card NotNow = Card.Says("I answer privately, and could not reach our personal chat just now: please ask again in a minute.");

    public static readonly Card TooMany = Card.Says(
        "HandoffBot gets too many requests from this organization at once. Nothing was done with this one; please try again in a minute.");

    public static readonly Card Done = Card.Says("Done.");

    public static readonly Card Finished = Card.Says("Done. There is nothing more to fill in here.");

    public static readonly Card InPersonalChat = Card.Says("I answered in our personal chat.");

    public static readonly Card OldButton = Card.Says("This button comes from another version of HandoffBot. Please use a newer message or the command.");

    public static readonly Card OldForm = Card.Says("This form comes from another version of HandoffBot. Please close it and open it again.");

    /// <summary>What is said where it was asked when the personal chat was not reached.</summary>
    public static Card Instead(Outcome outcome) => outcome is Outcome.Dead ? NotPrivately : NotNow;

    /// <summary>A message cannot open a form, so a button does, by saying the same words.</summary>
    public static Card OpensBy(Form form, string words) => NoticeCards.WithButtons(
        $"{form.Title}: press the button to open the form.", new CardButton("Open", Presses.Say(words), ButtonStyle.Primary));
}
