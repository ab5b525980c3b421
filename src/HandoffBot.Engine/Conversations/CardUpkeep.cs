using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>Keeps messages true to their handoffs, and every brief in the channel where its team receives.</summary>
internal sealed class CardUpkeep(CommitSeam seam, IStore store, Notices notices, Outbox outbox, Ids ids, Platforms platforms, Rulebook rulebook)
{
    private const string PlacedBy = "briefs-placed-by";
    private const int AtOnce = 50;

    /// <summary>Redraws every card of a handoff, and posts a brief that is not where it belongs.</summary>
    public Task RefreshAsync(int number) => seam.RunAsync(context => RefreshAsync(context, number), CancellationToken.None);

    /// <param name="also">A card that this very command makes known.</param>
    public async Task RefreshAsync(EngineContext context, int number, (CardRole Role, string Lane)? also = null)
    {
        var row = await context.Handoffs.AsNoTracking().SingleAsync(one => one.Number == number);
        var home = ChannelOf(row.ReceivingTeam);
        var posted = false;
        var shown = await context.Cards.AsNoTracking().Where(one => one.Handoff == number)
            .Select(one => new { one.Role, one.Lane }).Distinct().ToListAsync();
        foreach (var (role, text) in shown.Select(one => (one.Role, one.Lane)).Union(also is { } one ? [one] : []))
        {
            var lane = Lane.Parse(text);
            posted |= role == CardRole.Brief && home is not null && Lane.Of(home).IsSameChat(lane);
            outbox.Add(context, new(Intent.Showing(role, lane), number), lane, $"refresh/{number}/{ids.New()}");
        }

        await notices.RefreshAsync(context, number);
        if (home is not null && row.Round > 0 && (row.NotPosted is not null || !posted))
            Post(context, row, home);
    }

    /// <summary>What kept briefs out of their channels may have been mended unseen: those that nobody is sending are tried again.</summary>
    public Task PostMissingAsync(CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            var missing = await context.Handoffs.AsNoTracking()
                .Where(one => one.NotPosted != null && !context.Deliveries.Any(other =>
                    other.Handoff == one.Number && other.Kind == nameof(IntentKind.Brief)
                    && (other.State == DeliveryState.Pending || other.State == DeliveryState.Unknown)))
                .ToListAsync();
            foreach (var row in missing)
            {
                if (ChannelOf(row.ReceivingTeam) is { } channel)
                    Post(context, row, channel);
            }
        },
        cancellationToken);

    /// <summary>The bot can post in a channel now: the briefs that it did not take are posted.</summary>
    public async Task PostMissingAsync(EngineContext context, ChannelRef channel)
    {
        var missing = await context.Handoffs.AsNoTracking().Where(one => one.NotPosted != null).ToListAsync();
        foreach (var row in missing.Where(row => ChannelOf(row.ReceivingTeam) == channel))
            Post(context, row, channel);
    }

    /// <summary>
    /// When the organization's files or what was set in chat have changed since this last ran, the briefs of teams that receive in another
    /// channel now are posted there. Does nothing, and costs nothing, where nothing has changed; after a crash it begins again.
    /// </summary>
    public async Task FollowChannelsAsync(CancellationToken cancellationToken)
    {
        var present = rulebook.Placing;
        await using (var context = store.Read())
        {
            if (await context.Settings.AnyAsync(one => one.Name == PlacedBy && one.Value == present, cancellationToken))
                return;
        }

        foreach (var team in rulebook.Organization.Teams.Keys)
            await FollowAsync(team, cancellationToken);

        await seam.RunAsync(
            async context =>
            {
                if (await context.Settings.FindAsync([PlacedBy], CancellationToken.None) is { } row)
                    row.Value = present;
                else
                    context.Add(new SettingRow { Name = PlacedBy, Value = present });
            },
            cancellationToken);
    }

    /// <summary>Open handoffs of a team go where it receives now: those of which no message is there, and those that were there before.</summary>
    /// <returns>How many were elsewhere.</returns>
    public async Task<int> FollowAsync(string team, CancellationToken cancellationToken)
    {
        if (ChannelOf(team) is not { } channel)
            return 0;

        await seam.RunAsync(context => PostMissingAsync(context, channel), cancellationToken);
        var followed = 0;
        for (var last = 0; ;)
        {
            var from = last;
            var moved = await seam.RunAsync(context => FollowAsync(context, team, channel, from), cancellationToken);
            followed += moved.Count;
            if (moved.Count < AtOnce)
                return followed;

            last = moved[^1];
        }
    }

    private async Task<List<int>> FollowAsync(EngineContext context, string team, ChannelRef channel, int from)
    {
        HandoffStatus[] open = [HandoffStatus.Submitted, HandoffStatus.Clarifying, HandoffStatus.Rejected, HandoffStatus.Accepted];
        var lane = Lane.Of(channel).ToString();
        var rows = await context.Handoffs.AsNoTracking()
            .Where(one => one.ReceivingTeam == team && open.Contains(one.Status) && one.Number > from
                && context.Cards.Any(card => card.Handoff == one.Number && card.Role == CardRole.Brief)
                && (!context.Cards.Any(card => card.Handoff == one.Number && card.Role == CardRole.Brief && card.Lane == lane)
                    || context.Cards.Any(card => card.Handoff == one.Number && card.Role == CardRole.Brief && card.Lane != lane && !card.Lane.Contains(Lane.OfPerson))))
            .OrderBy(one => one.Number).Take(AtOnce)
            .Select(one => new { Row = one, IsHere = context.Cards.Any(card => card.Handoff == one.Number && card.Role == CardRole.Brief && card.Lane == lane) })
            .ToListAsync();
        foreach (var one in rows)
        {
            if (one.IsHere)
                await RefreshAsync(context, one.Row.Number);
            else
                Post(context, one.Row, channel);
        }

        return rows.ConvertAll(one => one.Row.Number);
    }

    /// <summary>The submit is confirmed once the brief is there, if it still waits.</summary>
    private void Post(EngineContext context, HandoffRow row, ChannelRef channel)
    {
        if (row.Status is HandoffStatus.Draft or HandoffStatus.Discarded or HandoffStatus.Completed)
            return;

        int? confirms = row.Status is HandoffStatus.Submitted or HandoffStatus.Clarifying ? row.Round : null;
        outbox.Add(context, new(IntentKind.Brief, row.Number) { Confirms = confirms }, channel, $"refresh/{row.Number}/{ids.New()}");
    }

    private ChannelRef? ChannelOf(string team) => platforms.ChannelOf(rulebook.Organization.Teams.GetValueOrDefault(team));
}
