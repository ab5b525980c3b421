using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Delivery;

/// <summary>Draws what is said of a promise that came with no handoff, as it is when it is said.</summary>
internal sealed class PromiseLetters(IStore store, Viewing viewing, Roll roll)
{
    public async Task<Rendered> DrawAsync(Intent intent, Lane lane, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var row = await context.Commitments.SingleOrDefaultAsync(one => one.Id == intent.Commitment, cancellationToken);
        if (row is null)
            return Rendered.Nothing("the promise is gone");

        var (commitment, news) = (row.ToCommitment(), intent.News ?? PromiseNews.Recorded);
        if (WhyNot(commitment, news) is { } over)
            return Rendered.Nothing(over);

        var client = (await context.Clients.SingleAsync(one => one.Id == row.Client, cancellationToken)).ToClient();
        var nameOf = await roll.NamesAsync(context);
        var to = await viewing.PersonAsync(context, intent.Person);
        var view = new PromiseView(commitment, client, viewing.Organization, to, person => nameOf(person) ?? "somebody");
        return Rendered.Message(AskedPromiseCards.For(view, news), lane.Destination);
    }

    private static string? WhyNot(Commitment commitment, PromiseNews news) => news switch
    {
        PromiseNews.Asked when commitment is not { State: CommitmentState.Asked, Asking.Answer: null } => "it was answered meanwhile",
        PromiseNews.Recorded when !commitment.IsRunning => "it has ended",
        _ => null,
    };
}
