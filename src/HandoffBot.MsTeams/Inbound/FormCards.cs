using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;
using HandoffBot.MsTeams.Outbound;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Where a dialog cannot be opened, the same form stands as a card in the personal chat, and goes on in its place.</summary>
internal sealed class FormCards(MsTeamsEdge edge, ILogger<FormCards> log)
{
    /// <returns>Whether it reached the personal chat, as far as one can know.</returns>
    public async Task<bool> PostAsync(Dialog dialog, Interaction asked) =>
        Arrived(await edge.WriteAsync(asked.By, Body(dialog), CancellationToken.None), asked);

    /// <summary>Shows the next screen where the last one stood; below it, if that is gone.</summary>
    public async Task<bool> ReplaceAsync(CardRef shown, Dialog dialog, Interaction asked)
    {
        var outcome = await edge.UpdateAsync(shown, Body(dialog), CancellationToken.None);
        return outcome is Outcome.NotThere ? await PostAsync(dialog, asked) : Arrived(outcome, asked);
    }

    private bool Arrived(Outcome outcome, Interaction asked)
    {
        var arrived = outcome is Outcome.Sent or Outcome.Taken or Outcome.Unknown;
        if (!arrived)
            log.NotAnsweredPrivately(asked.Receipt, PrivateAnswers.Reason(outcome));

        return arrived;
    }

    private static MessageBody Body(Dialog dialog) => new(dialog.Title, [new(MessageRenderer.ContentType, dialog.Card)]);
}
