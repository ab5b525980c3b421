using HandoffBot.Core.Chat;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Conversations;

/// <summary>
/// A card that we do not know, because its post was answered by nobody, is one of ours all the same: whoever presses on it shows it to us,
/// and it is remembered and redrawn with the others from then on.
/// </summary>
internal sealed class Adopting(CommitSeam seam, IStore store, BusinessClock clock, Platforms platforms, Rulebook rulebook, CardUpkeep cards)
{
    /// <summary>Does nothing for a message that is known, or whose button does not tell what it shows.</summary>
    public async Task AdoptAsync(int number, Act pressed, CardRef message)
    {
        if (pressed is not (Act.Accept or Act.Reject or Act.Ask or Act.KickOff or Act.Correct or Act.Withdraw))
            return;

        await using (var context = store.Read())
        {
            if (await IsKnownAsync(context, message) || !await context.Handoffs.AnyAsync(one => one.Number == number))
                return;
        }

        await seam.RunAsync(context => AdoptAsync(context, number, pressed, message), CancellationToken.None);
    }

    private async Task AdoptAsync(EngineContext context, int number, Act pressed, CardRef message)
    {
        if (await IsKnownAsync(context, message) || await LaneOfAsync(context, number, message) is not { } lane || RoleOf(pressed, lane) is not { } role)
            return;

        var text = lane.ToString();
        var oldest = await context.Cards.Where(one => one.Handoff == number && one.Role == role && one.Lane == text)
            .OrderBy(one => one.PostedAt).Select(one => (Instant?)one.PostedAt).FirstOrDefaultAsync();
        context.Add(new CardRow
        {
            Platform = message.Platform,
            Workspace = message.Workspace,
            Channel = message.Channel,
            Message = message.Message,
            Handoff = number,
            Role = role,
            Lane = text,
            // The one that was known before stays the one that is linked to and answered under.
            PostedAt = oldest is { } before ? before - Duration.FromMilliseconds(1) : clock.System,
        });
        await cards.RefreshAsync(context, number, (role, text));
    }

    /// <summary>Where another card of the handoff is, or where a team receives; a place that we know nothing of stays so.</summary>
    private async Task<Lane?> LaneOfAsync(EngineContext context, int number, CardRef message)
    {
        var beside = await context.Cards
            .Where(one => one.Handoff == number && one.Platform == message.Platform && one.Workspace == message.Workspace && one.Channel == message.Channel)
            .Select(one => one.Lane).FirstOrDefaultAsync();
        if (beside is not null)
            return Lane.Parse(beside);

        var channel = message.Where;
        return rulebook.Organization.Teams.Values.Any(team => platforms.ChannelOf(team) == channel) ? Lane.Of(channel) : null;
    }

    /// <summary>A button that is on one kind of card only tells which it is. Notices in a direct chat offer the kick-off as well.</summary>
    private static CardRole? RoleOf(Act pressed, Lane lane) => pressed switch
    {
        Act.Accept or Act.Reject or Act.Ask => CardRole.Brief,
        Act.KickOff => lane.IsPerson ? null : CardRole.Brief,
        _ => lane.IsPerson ? CardRole.SenderCard : CardRole.Announcement,
    };

    private static Task<bool> IsKnownAsync(EngineContext context, CardRef message) => context.Cards.AnyAsync(one =>
        one.Platform == message.Platform && one.Workspace == message.Workspace && one.Channel == message.Channel && one.Message == message.Message);
}
