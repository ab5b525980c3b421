using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Desks;

/// <summary>Keeps the messages true in which a team is asked whether a promise can be kept: each is redrawn with what became of it.</summary>
internal sealed class AskedCards(CommitSeam seam, IStore store, Rulebook rulebook, Platforms platforms, Notices notices, Outbox outbox, Ids ids, BusinessClock clock)
{
    /// <summary>Asks, or redraws where it was asked and where who asked was told of another day.</summary>
    /// <param name="key">What makes it one delivery.</param>
    public async Task RefreshAsync(EngineContext context, Commitment commitment, string key)
    {
        if (commitment.Asking is not { } asking)
            return;

        var lanes = await context.PromiseCards.Where(one => one.Commitment == commitment.Id.Value).Select(one => one.Lane).Distinct().ToListAsync();
        if (platforms.ChannelOf(rulebook.Organization.Teams.GetValueOrDefault(asking.Team)) is { } channel && !lanes.Exists(one => Lane.Parse(one).IsSameChat(Lane.Of(channel))))
            lanes.Add(Lane.Of(channel).ToString());

        foreach (var lane in lanes)
            outbox.Add(context, About(commitment), lane, key);
        await notices.RefreshAsync(context, commitment.Id.Value, $"promise/{commitment.Id.Value:N}", key);
    }

    /// <summary>Somebody pressed what was out of date.</summary>
    public Task RefreshAsync(CommitmentId id) => seam.RunAsync(
        async context =>
        {
            if (await context.Commitments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id.Value) is { } row)
                await RefreshAsync(context, row.ToCommitment(), $"promise/{id.Value:N}/refresh/{ids.New():N}");
        },
        CancellationToken.None);

    /// <summary>
    /// A message that we do not know, because its post was answered by nobody, is one of ours all the same: whoever presses on it shows it to
    /// us, and it is redrawn from then on.
    /// </summary>
    public async Task AdoptAsync(CommitmentId id, CardRef message)
    {
        await using (var context = store.Read())
        {
            if (await IsKnownAsync(context, message))
                return;
        }

        await seam.RunAsync(context => AdoptAsync(context, id, message), CancellationToken.None);
    }

    private async Task AdoptAsync(EngineContext context, CommitmentId id, CardRef message)
    {
        var row = await context.Commitments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id.Value);
        if (row?.ToCommitment() is not { Asking: not null } commitment || await IsKnownAsync(context, message))
            return;

        // A place that we know nothing of stays so.
        if (!rulebook.Organization.Teams.Values.Any(team => platforms.ChannelOf(team) == message.Where))
            return;

        var lane = Lane.Of(message.Where).ToString();
        context.Add(Row(commitment.Id.Value, message, lane));
        outbox.Add(context, About(commitment), lane, $"promise/{id.Value:N}/adopted/{ids.New():N}");
    }

    /// <summary>It was posted, or redrawn, there.</summary>
    public async Task ArrivedAsync(EngineContext context, Guid commitment, CardRef message, Lane lane)
    {
        if (!await IsKnownAsync(context, message))
            context.Add(Row(commitment, message, lane.ToString()));
    }

    private PromiseCardRow Row(Guid commitment, CardRef message, string lane) => new()
    {
        Platform = message.Platform, Workspace = message.Workspace, Channel = message.Channel, Message = message.Message,
        Commitment = commitment, Lane = lane, PostedAt = clock.System,
    };

    private static Intent About(Commitment commitment) =>
        new(IntentKind.Promise, null) { Commitment = commitment.Id.Value, Client = commitment.Client!.Value.Value, News = PromiseNews.Asked };

    private static Task<bool> IsKnownAsync(EngineContext context, CardRef message) => context.PromiseCards.AnyAsync(one =>
        one.Platform == message.Platform && one.Workspace == message.Workspace && one.Channel == message.Channel && one.Message == message.Message);
}
