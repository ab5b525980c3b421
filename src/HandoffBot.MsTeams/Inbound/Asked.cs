using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Hands an interaction to the bot. What breaks there becomes a sentence and a reference in the log.</summary>
internal sealed class Asked(IConversation conversation, ILogger<Asked> log)
{
    /// <summary>Not ended by a disconnect: what was begun is carried out all the same.</summary>
    public async Task<(Reply Reply, bool Broke)> HandleAsync(Interaction interaction)
    {
        try
        {
            return (await conversation.HandleAsync(interaction, CancellationToken.None), false);
        }
        catch (Exception failure)
        {
            var reference = System.Diagnostics.Activity.Current?.TraceId.ToHexString()[..12] ?? Guid.NewGuid().ToString("N")[..12];
            log.Broke(failure, interaction.Receipt, reference);
            return (new Reply.Notice(Breakdown.Says(failure, reference)), true);
        }
    }
}
