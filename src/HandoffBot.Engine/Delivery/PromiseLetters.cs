using HandoffBot.Core.Chat;
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
        if (WhyNot(commitment, news, lane) is { } over)
            return Rendered.Nothing(over);

        var client = (await context.Clients.SingleAsync(one => one.Id == row.Client, cancellationToken)).ToClient();
        var nameOf = await roll.NamesAsync(context);
        var to = await viewing.PersonAsync(context, intent.Person);
        var view = new PromiseView(commitment, client, viewing.Organization, to, person => nameOf(person) ?? "somebody");
        var card = AskedPromiseCards.For(view, news);
        return news == PromiseNews.Asked
            ? await AskedAsync(context, commitment, card, lane, cancellationToken)
            : intent.Notice is { } notice ? await NoticeAsync(context, notice, commitment, card, lane) : Rendered.Message(card, lane.Destination);
    }

    /// <summary>One message that is posted once, while the team is asked, and redrawn from then on.</summary>
    private static async Task<Rendered> AskedAsync(EngineContext context, Commitment commitment, Card card, Lane lane, CancellationToken cancellationToken)
    {
        var text = lane.ToString();
        var shown = await context.PromiseCards.Where(one => one.Commitment == commitment.Id.Value && one.Lane == text)
            .OrderByDescending(one => one.PostedAt).ToListAsync(cancellationToken);
        return Rendered.Kept(card, lane.Destination, shown.ConvertAll(one => one.Ref), commitment.IsAsked, "it was answered meanwhile");
    }

    /// <summary>The same of what who asked was told, which is decided by them.</summary>
    private static async Task<Rendered> NoticeAsync(EngineContext context, Guid notice, Commitment commitment, Card card, Lane lane) => Rendered.Kept(
        card, lane.Destination, await Notices.ShownAsync(context, notice, lane), commitment.State is CommitmentState.Asked, "it was decided meanwhile");

    private static string? WhyNot(Commitment commitment, PromiseNews news, Lane lane) => news switch
    {
        // As an earlier version meant to tell the team.
        PromiseNews.Closed when !lane.IsPerson => "the card in the channel says it",
        PromiseNews.Recorded when !commitment.IsRunning => "it has ended",
        _ => null,
    };
}
