using System.Diagnostics;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>Hands an interaction to the bot. What breaks there becomes a sentence and a reference in the log.</summary>
internal sealed class Asked(IConversation conversation, ILogger<Asked> log)
{
    /// <summary>
    /// Not ended by a disconnect: Slack hangs up after three seconds, and what was begun is carried out all the same.
    /// </summary>
    public async Task<(Reply Reply, bool Broke)> HandleAsync(Interaction interaction)
    {
        try
        {
            return (await conversation.HandleAsync(interaction, CancellationToken.None), false);
        }
        catch (Exception failure)
        {
            var reference = Activity.Current?.TraceId.ToHexString()[..12] ?? Guid.NewGuid().ToString("N")[..12];
            log.Broke(failure, interaction.Receipt, reference);
            return (new Reply.Notice(Breakdown.Says(failure, reference)), true);
        }
    }
}

/// <summary>What the edge itself has to say to people.</summary>
internal static class Sentences
{
    public static readonly Card TryAgain = Card.Says("Slack gave up waiting before the form could open. Nothing is lost; please try again.");

    public static Card NotOpened(string why) => Card.Says(
        Phrase.Of($"Slack did not open the form ({why}). Nothing is lost; please try again, and tell an admin if it stays."));

    /// <summary>In place of the Home tab.</summary>
    public static Card HomeNotShown(string why) => Card.Says(Phrase.Of(
        $"Slack did not show what waits for you here ({why}). ", new Inline.Command("home"), " says it, too; please tell an admin if it stays."));

    public static readonly Card Finished = Card.Says("Done. You can close this window.");

    public static readonly Card OldButton = Card.Says("This button comes from another version of HandoffBot. Please use a newer message or the command.");

    public static readonly Card OldForm = Card.Says("This form comes from another version of HandoffBot. Please close it and open it again.");

    public static Card OnlyByCommand { get; } = Card.Says(Phrase.Of(
        "A form can be opened by a command or a button only. Please type ", new Inline.Command(""), " and what you want, or ", new Inline.Command("help"), "."));
}
