using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>
/// What Microsoft Teams tells a bot of people and channels: those of the teams and chats that it is in. Where it cannot be asked this throws
/// <see cref="HttpRequestException"/>: an outage must never look as if nobody were there.
/// </summary>
internal sealed class MsTeamsDirectory(
    ConnectorClient client, IBotTokens tokens, IConversationBook book, Whereabouts whereabouts, IOptions<MsTeamsOptions> options) : IChatDirectory
{
    public Platform Platform => Platform.MsTeams;

    private string Tenant { get; } = Guid.TryParse(options.Value.TenantId, out var id) ? id.ToString("D") : options.Value.TenantId;

    private string Reach => options.Value.ManagedIdentity
        ? $"Check that the bot runs on Azure. {TokenRequest.AssignIdentity}"
        : "Check that the bot can reach MsTeams:TokenAuthority.";

    public async Task<Identity> WhoAmIAsync(CancellationToken cancellationToken) => await tokens.AskAsync(refused: null, cancellationToken) switch
    {
        BotToken.Granted => new Identity.Known(Tenant, Tenant, whereabouts.Bot),
        BotToken.Refused refused => new Identity.Refused(refused.Reason, refused.Mend, Passing: false),
        BotToken.Away away => new Identity.Refused(away.Reason, $"{Reach} The bot asks again by itself.", Passing: true),
        _ => throw new InvalidOperationException("Every answer of a token's issuer is one of the three above."),
    };

    /// <summary>By user principal name, in the teams that the bot is in: it cannot search the organization.</summary>
    public async Task<AccountProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var teams = await book.TeamsAsync(Platform.MsTeams, Tenant, cancellationToken);
        return teams.IsEmpty
            ? throw new HttpRequestException("Microsoft Teams can be asked about people only once the bot is in a team: add the app to one.")
            : (await SeekAsync(teams, email, Tenant, cancellationToken)).Found;
    }

    /// <summary>
    /// Where they can be met. Who is neither in their own chat with the bot nor in any of its teams has left, as far as a bot can see: they can
    /// be written to no more, and what waits for them passes on. A roster tells no zone: it is that of the client with which they last wrote.
    /// </summary>
    public async Task<AccountProfile?> ProfileAsync(AccountRef account, CancellationToken cancellationToken)
    {
        var chat = await book.FindAsync(account, cancellationToken);
        var alone = chat is null ? new(null, IsMissed: false) : await SeekAsync([chat], account.Account, account.Workspace, cancellationToken);
        if (alone.Found is not null)
            return alone.Found with { TimeZone = chat?.TimeZone };

        var teams = await book.TeamsAsync(Platform.MsTeams, account.Workspace, cancellationToken);
        var among = await SeekAsync(teams, account.Account, account.Workspace, cancellationToken);
        return among.Found is { } found ? found with { TimeZone = chat?.TimeZone } : (alone.IsMissed || among.IsMissed ? RosterProfile.Left(account) : null);
    }

    /// <summary>Microsoft Teams has no such groups: a team's people are named in the files.</summary>
    public Task<ImmutableArray<AccountRef>> GroupAsync(string group, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<AccountRef>.Empty);

    /// <summary>What can be read there is remembered, so that people can be looked up there.</summary>
    public async Task<ChannelProbe> ProbeAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        var id = Conversations.WithoutThread(channel.Channel);
        var service = await whereabouts.ServiceAsync(channel.Workspace, id, cancellationToken);
        var called = await whereabouts.JudgedAsync(await client.MembersAsync(service, id, cancellationToken), channel.Workspace, id, cancellationToken);
        switch (called)
        {
            case Called.Done { Result: var roster }:
                var met = new MetConversation(channel with { Channel = id }, ConversationKind.Channel, service, whereabouts.Bot);
                var others = await SharedWithAsync(met.Conversation, service, roster, cancellationToken);
                await book.RememberAsync(met, cancellationToken);
                return ChannelProbe.Usable with { SharedWith = others };
            case Called.Refused { Status: 403 or 404 } refused:
                return new(Mending.Of(refused, id));
            case Called.Refused refused:
                return new($"Microsoft Teams refuses channel {id}: {refused.Says}.");
            case Called.Untrusted untrusted:
                return new(untrusted.Mend);
            case Called.Barred barred:
                return new($"Channel {id} is reached at {barred.Host}: if that is Microsoft's or your own, add it to MsTeams:AllowedServiceHosts.");
            default:
                return new($"Microsoft Teams could not be asked about channel {id} ({called.Says}): check the connection and start again.");
        }
    }

    /// <summary>
    /// The tenants of the people in its roster, where that names others; and where its team is known, whether it is a shared channel at all,
    /// to which people of other tenants can be added at any time.
    /// <see href="https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels"/>
    /// </summary>
    private async Task<ImmutableArray<string>?> SharedWithAsync(ChannelRef channel, Uri service, ConnectorResult roster, CancellationToken cancellationToken)
    {
        ImmutableArray<string> others =
        [
            .. (roster.Members ?? []).Select(one => one?.TenantId).OfType<string>()
                .Where(one => !string.Equals(one, channel.Workspace, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return others.Length > 0 || await IsSharedAsync(channel, service, cancellationToken) ? others : null;
    }

    private async Task<bool> IsSharedAsync(ChannelRef channel, Uri service, CancellationToken cancellationToken)
    {
        if ((await book.FindAsync(channel, cancellationToken))?.Team is not { } team)
            return false;

        var called = await client.ChannelsAsync(service, team, cancellationToken);
        return called is Called.Done { Result.Conversations: { } channels } && channels.Any(one => one?.Id == channel.Channel && one.Type is "shared");
    }

    /// <summary>The person in the first of these conversations that they are in.</summary>
    /// <param name="who">The Entra object id or the user principal name.</param>
    private async Task<Sought> SeekAsync(IEnumerable<MetConversation> conversations, string who, string tenant, CancellationToken cancellationToken)
    {
        var isMissed = false;
        foreach (var met in conversations)
        {
            var conversation = met.Conversation.Channel;
            var called = await client.MemberAsync(met.Service, conversation, who, cancellationToken);
            switch (await whereabouts.JudgedAsync(called, tenant, conversation, cancellationToken))
            {
                case Called.Done { Result: var member } when RosterProfile.Read(member, tenant) is { } profile:
                    return new(profile, isMissed);
                case Called.Refused { Status: 404 }:
                    isMissed = true;
                    break;
                case Called.Done or Called.Refused { Status: 400 or 403 }:
                    // The bot no longer is there, or they cannot be told from others.
                    break;
                case Called.Untrusted untrusted:
                    throw new HttpRequestException($"Microsoft Teams was asked about somebody: {untrusted.Reason}. {untrusted.Mend}");
                default:
                    throw new HttpRequestException($"Microsoft Teams was asked about somebody: {called.Says}.");
            }
        }

        return new(null, isMissed);
    }

    /// <param name="IsMissed">The bot is in a conversation that the person is not in.</param>
    private sealed record Sought(AccountProfile? Found, bool IsMissed);
}
