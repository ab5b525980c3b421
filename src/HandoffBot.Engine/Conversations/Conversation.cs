using HandoffBot.Core.Chat;
using HandoffBot.Engine.Directory;

namespace HandoffBot.Engine.Conversations;

/// <summary>
/// The bot's ear. It finds out who speaks, asks the database what they may do, and hands over to the flow that the words, the button or
/// the form belong to. A flow does not know whether a command, a message or a form asked it.
/// </summary>
internal sealed class Conversation(
    Rulebook rulebook, Entrance entrance, Hearing hearing, Pressing pressing, Submitting submitting, SuggestionFlow suggestions, HomeFlow home,
    EvidenceFlow evidence, Arrivals arrivals)
    : IConversation
{
    public async Task<Reply> HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        using var held = rulebook.Hold();
        switch (interaction)
        {
            case Interaction.AccountChanged changed:
                await arrivals.AccountAsync(changed.By, cancellationToken);
                return new Reply.Done();
            case Interaction.BotAdded added:
                await arrivals.ChannelAsync(added);
                return new Reply.Done();
        }

        return await entrance.ActorAsync(interaction.By, cancellationToken) switch
        {
            Known.Joined joined => await AnswerAsync(interaction, new Caller(joined.Actor, interaction.By, interaction.Receipt) { Where = Where(interaction) }, cancellationToken),
            Known.NotJoined stranger => Doorkeeper.Answer(interaction, stranger),
            _ => new Reply.Done(),
        };
    }

    private static ChannelRef? Where(Interaction interaction) => interaction switch
    {
        Interaction.CommandTyped typed => typed.Where,
        Interaction.MessageSeen seen => seen.Where,
        _ => null,
    };

    private async Task<Reply> AnswerAsync(Interaction interaction, Caller caller, CancellationToken cancellationToken) => interaction switch
    {
        Interaction.CommandTyped typed => (await hearing.HearAsync(caller, typed.Text, cancellationToken)).ToPress(),
        Interaction.MessageSeen seen => (await hearing.HearAsync(caller, seen.Text, cancellationToken)).ToMessage(seen.Text),
        Interaction.ButtonPressed pressed => (await pressing.OnMessageAsync(caller, pressed, cancellationToken)).ToPress(),
        Interaction.FormPressed pressed => (await pressing.InFormAsync(caller, pressed, cancellationToken)).ToFormPress(pressed.Token),
        Interaction.FormSubmitted sent => (await submitting.TakeAsync(caller, sent, cancellationToken)).ToSubmission(sent.Token),
        Interaction.HomeOpened => (await home.OpenedAsync(caller)).ToPress(),
        Interaction.MessagePicked picked => (await evidence.OpenAsync(caller, picked.Quote)).ToPress(),
        Interaction.SuggestionsAsked asked => await suggestions.AskedAsync(caller.Actor, asked),
        _ => new Reply.Done(),
    };
}
