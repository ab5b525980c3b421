using HandoffBot.Core.Chat;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>What happens without anybody speaking: an account changes, the bot is added to a channel.</summary>
internal sealed class Arrivals(Entrance entrance, Rulebook rulebook, CommitSeam seam, Outbox outbox, CardUpkeep cards)
{
    public Task AccountAsync(AccountRef account, CancellationToken cancellationToken) => entrance.ChangedAsync(account, cancellationToken);

    /// <summary>One message says what the bot is and what comes next, however often the platform tells of it; and briefs that waited for it are posted.</summary>
    public Task ChannelAsync(Interaction.BotAdded added) => seam.RunAsync(
        async context =>
        {
            var key = $"welcome/{added.Receipt}";
            if (await context.Deliveries.Under(key).AnyAsync())
                return;

            outbox.Add(context, new Intent(IntentKind.Welcome, null) { Text = rulebook.Organization.Name }, added.Channel, key);
            await cards.PostMissingAsync(context, added.Channel);
        },
        CancellationToken.None);
}
