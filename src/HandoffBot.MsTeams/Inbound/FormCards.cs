using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;
using HandoffBot.MsTeams.Outbound;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Where a dialog cannot be opened, the same form stands as a card in the personal chat, and goes on in its place.</summary>
internal sealed class FormCards(MsTeamsEdge edge, Soon soon, ILogger<FormCards> log)
{
    /// <returns>Why not; null when it reached the personal chat, as far as one can know.</returns>
    public async Task<Outcome?> PostAsync(Dialog dialog, Interaction asked) =>
        Missed(await soon.TryAsync(() => edge.WriteAsync(asked.By, Body(dialog), CancellationToken.None)), asked);

    /// <summary>Shows the next screen where the last one stood; below it, if that is gone.</summary>
    public async Task ReplaceAsync(CardRef shown, Dialog dialog, Interaction asked)
    {
        var outcome = await soon.TryAsync(() => edge.UpdateAsync(shown, Body(dialog), CancellationToken.None));
        if (outcome is Outcome.NotThere)
            await PostAsync(dialog, asked);
        else
            Missed(outcome, asked);
    }

    private Outcome? Missed(Outcome outcome, Interaction asked)
    {
        if (outcome is Outcome.Sent or Outcome.Taken or Outcome.Unknown)
            return null;

        log.NotAnsweredPrivately(asked.Receipt, PrivateAnswers.Reason(outcome));
        return outcome;
    }

    private static MessageBody Body(Dialog dialog) => new(dialog.Title, [new(MessageRenderer.ContentType, dialog.Card)]);
}
