using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>The conversations in which the bot was met, in the database, so that a restart forgets none and every host knows them.</summary>
internal sealed class ConversationBook(CommitSeam seam, IStore store, BusinessClock clock, NewPlaces places) : IConversationBook
{
    public async Task RememberAsync(MetConversation seen, CancellationToken cancellationToken)
    {
        var known = await FindAsync(seen.Conversation, cancellationToken);
        if (known is not null && Over(known, seen) == known)
            return;

        await seam.RunAsync(context => WriteAsync(context, seen), cancellationToken);
        if (seen.Kind == ConversationKind.Channel && known?.Service != seen.Service)
            places.Entered();
    }

    public async Task<MetConversation?> FindAsync(AccountRef account, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var row = await context.Conversations.SingleOrDefaultAsync(
            one => one.Platform == account.Platform && one.Workspace == account.Workspace && one.Account == account.Account, cancellationToken);
        return row is null ? null : Met(row);
    }

    public async Task<MetConversation?> FindAsync(ChannelRef conversation, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var row = await Only(context, conversation).SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : Met(row);
    }

    public async Task<ImmutableArray<MetConversation>> TeamsAsync(Platform platform, string workspace, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var channels = await context.Conversations
            .Where(one => one.Platform == platform && one.Workspace == workspace && one.Kind == ConversationKind.Channel)
            .OrderByDescending(one => one.ChangedAt).ThenBy(one => one.Conversation)
            .ToListAsync(cancellationToken);
        return [.. channels.DistinctBy(one => one.Team ?? one.Conversation, StringComparer.Ordinal).Select(Met)];
    }

    public Task ForgetAsync(ChannelRef conversation, CancellationToken cancellationToken) => seam.RunAsync(
        context => context.Conversations
            .Where(one => one.Platform == conversation.Platform && one.Workspace == conversation.Workspace
                && (one.Conversation == conversation.Channel || one.Team == conversation.Channel))
            .ExecuteDeleteAsync(CancellationToken.None),
        cancellationToken);

    private async Task WriteAsync(EngineContext context, MetConversation seen)
    {
        // Who removes the app and adds it again has another chat with the bot: the newest is theirs.
        if (seen.With is { } person)
        {
            await context.Conversations
                .Where(one => one.Platform == person.Platform && one.Workspace == person.Workspace && one.Account == person.Account
                    && one.Conversation != seen.Conversation.Channel)
                .ExecuteDeleteAsync(CancellationToken.None);
        }

        var row = await Only(context, seen.Conversation).SingleOrDefaultAsync();
        var now = row is null ? seen : Over(Met(row), seen);
        row ??= context.Add(New(seen)).Entity;
        (row.Kind, row.Service, row.Bot, row.Account, row.Member) = (now.Kind, now.Service.AbsoluteUri, now.Bot, now.With?.Account, now.Member);
        row.TimeZone = now.TimeZone;
        (row.Team, row.Group, row.Name, row.TeamName, row.ChangedAt) = (now.Team, now.Group, now.Name, now.TeamName, clock.System);
    }

    /// <summary>What the newer one does not show stays as it was known.</summary>
    private static MetConversation Over(MetConversation known, MetConversation seen) => seen with
    {
        With = seen.With ?? known.With,
        Member = seen.Member ?? known.Member,
        TimeZone = seen.TimeZone ?? known.TimeZone,
        Team = seen.Team ?? known.Team,
        Group = seen.Group ?? known.Group,
        Name = seen.Name ?? known.Name,
        TeamName = seen.TeamName ?? known.TeamName,
    };

    private static IQueryable<ConversationRow> Only(EngineContext context, ChannelRef conversation) => context.Conversations.Where(
        one => one.Platform == conversation.Platform && one.Workspace == conversation.Workspace && one.Conversation == conversation.Channel);

    private static ConversationRow New(MetConversation seen) => new()
    {
        Platform = seen.Conversation.Platform,
        Workspace = seen.Conversation.Workspace,
        Conversation = seen.Conversation.Channel,
        Service = seen.Service.AbsoluteUri,
        Bot = seen.Bot,
    };

    private static MetConversation Met(ConversationRow row) =>
        new(new(row.Platform, row.Workspace, row.Conversation), row.Kind, new(row.Service), row.Bot)
        {
            With = row.Account is { } account ? new AccountRef(row.Platform, row.Workspace, account) : null,
            Member = row.Member,
            TimeZone = row.TimeZone,
            Team = row.Team,
            Group = row.Group,
            Name = row.Name,
            TeamName = row.TeamName,
        };
}
