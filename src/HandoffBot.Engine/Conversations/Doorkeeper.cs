using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Engine.Directory;

namespace HandoffBot.Engine.Conversations;

/// <summary>Guests, externals, bots and people who are not joined get the help and one sentence: whom to ask.</summary>
internal static class Doorkeeper
{
    public static Reply Answer(Interaction interaction, Known.NotJoined stranger) => interaction switch
    {
        Interaction.SuggestionsAsked => new Reply.Suggestions([]),
        Interaction.HomeOpened or Interaction.ButtonPressed { Press.Act: Act.Home } => new Reply.Notice(HelpCard.ForStrangers(stranger.Says)),
        Interaction.FormSubmitted or Interaction.FormPressed => new Reply.NextForm(SentenceScreen.Draw("HandoffBot", Phrase.FromString(stranger.Says))),
        Interaction.CommandTyped typed when Understanding.Of(typed.Text) is Said.Help or Said.Home => new Reply.Notice(HelpCard.ForStrangers(stranger.Says)),
        Interaction.MessageSeen seen when Understanding.Of(seen.Text) is Said.Help or Said.Home => new Reply.Notice(HelpCard.ForStrangers(stranger.Says)),
        _ => new Reply.Notice(Card.Says(stranger.Says)),
    };
}
