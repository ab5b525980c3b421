using HandoffBot.Core.Chat;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>Keeps messages true to their handoffs when a press shows that one may not be.</summary>
internal sealed class CardUpkeep(CommitSeam seam, Outbox outbox, Ids ids, BusinessClock clock, Platforms platforms)
{
    /// <summary>Redraws every card of a handoff.</summary>
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

    private async Task RefreshAsync(EngineContext context, int number)
    {
        var lanes = await context.Cards.AsNoTracking().Where(one => one.Handoff == number)
            .Select(one => new { one.Role, one.Lane }).Distinct().ToListAsync();
        foreach (var card in lanes)
        {
            var kind = card.Role switch
            {
                CardRole.Brief => IntentKind.Brief,
                CardRole.SenderCard => IntentKind.SenderCard,
                _ => IntentKind.Announcement,
            };
            outbox.Add(context, new(kind, number), Lane.Parse(card.Lane), $"refresh/{number}/{ids.New()}");
        }
    }
}
