using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>Keeps messages true to their handoffs when a press shows that one may not be.</summary>
internal sealed class CardUpkeep(CommitSeam seam, Outbox outbox, Ids ids, BusinessClock clock, Platforms platforms, Rulebook rulebook)
{
    /// <summary>Redraws every card of a handoff, and tries again to post a brief that its channel did not take.</summary>
    public Task RefreshAsync(int number) => seam.RunAsync(context => RefreshAsync(context, number), CancellationToken.None);

    /// <summary>
    /// A brief that we do not know, because its post was answered by nobody, is one of ours all the same: it is remembered and redrawn.
    /// </summary>
    public Task AdoptAsync(HandoffView view, CardRef message) => seam.RunAsync(
        async context =>
        {
            var team = view.Organization.Teams.GetValueOrDefault(view.Handoff.ReceivingTeam);
            if (platforms.ChannelOf(team) is not { } channel || channel != new ChannelRef(message.Platform, message.Workspace, message.Channel))
                return;

            if (await context.Cards.AnyAsync(one =>
                one.Platform == message.Platform && one.Workspace == message.Workspace && one.Channel == message.Channel && one.Message == message.Message))
            {
                return;
            }

            context.Add(new CardRow
            {
                Platform = message.Platform,
                Workspace = message.Workspace,
                Channel = message.Channel,
                Message = message.Message,
                Handoff = view.Handoff.Number,
                Role = CardRole.Brief,
                Lane = Lane.Of(channel).ToString(),
                PostedAt = clock.Now,
            });
            await RefreshAsync(context, view.Handoff.Number);
        },
        CancellationToken.None);

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

    private async Task RefreshAsync(EngineContext context, int number)
    {
        var shown = await context.Cards.AsNoTracking().Where(one => one.Handoff == number)
            .Select(one => new { one.Role, one.Lane }).Distinct().ToListAsync();
        foreach (var card in shown)
        {
            var lane = Lane.Parse(card.Lane);
            outbox.Add(context, new(Intent.Showing(card.Role, lane), number), lane, $"refresh/{number}/{ids.New()}");
        }

        var row = await context.Handoffs.AsNoTracking().SingleAsync(one => one.Number == number);
        if (row.NotPosted is not null && ChannelOf(row.ReceivingTeam) is { } channel)
            Post(context, row, channel);
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
