using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;

namespace HandoffBot.Engine.Delivery;

/// <summary>Draws what a lead is asked to agree to, as it is when it is said.</summary>
internal sealed class PlaybookLetters(IStore store, Agreeing agreeing)
{
    public async Task<Rendered> DrawAsync(Intent intent, Lane lane, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var context = store.Read();
        return await agreeing.ForAsync(context, intent.Text ?? "", intent.Words ?? "", new PersonId(intent.Person ?? Guid.Empty)) is { } proposed
            ? Rendered.Message(AgreementCards.Asked(proposed), lane.Destination)
            : Rendered.Nothing("there is nothing to ask them any more");
    }
}
