using System.Collections.Immutable;
using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Outbound;

/// <summary>
/// What Slack knows of people and channels. Where Slack cannot be asked this throws <see cref="HttpRequestException"/>: an outage must
/// never look as if nobody were there.
/// </summary>
internal sealed class SlackDirectory(SlackClient client, SlackIdentity identity) : IChatDirectory
{
    public Platform Platform => Platform.Slack;

    public Task<Identity> WhoAmIAsync(CancellationToken cancellationToken) => identity.AskAfreshAsync(cancellationToken);

    public async Task<AccountProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Profile(await client.ReadAsync("users.lookupByEmail", cancellationToken, new KeyValuePair<string, string>("email", email)), null);

    public async Task<AccountProfile?> ProfileAsync(AccountRef account, CancellationToken cancellationToken) =>
        Profile(await client.ReadAsync("users.info", cancellationToken, new KeyValuePair<string, string>("user", account.Account)), account);

    public async Task<ImmutableArray<AccountRef>> GroupAsync(string group, CancellationToken cancellationToken)
    {
        if (await identity.AskAsync(cancellationToken) is not Identity.Known self)
            throw new HttpRequestException("Slack does not say yet which workspace the bot's token belongs to.");

        var called = await client.ReadAsync("usergroups.users.list", cancellationToken, new KeyValuePair<string, string>("usergroup", group));
        if (called is not Called.Done { Result.Users: { ValueKind: JsonValueKind.Array } users })
            throw Unanswered(called, $"user group {group}");

        return
        [
            .. users.EnumerateArray()
                .Select(one => ((JsonElement?)one).Text())
                .Where(SlackIds.IsUser)
                .Select(one => new AccountRef(Platform.Slack, self.Workspace, one!)),
        ];
    }

    public async Task<ChannelProbe> ProbeAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        var called = await client.ReadAsync("conversations.info", cancellationToken, new KeyValuePair<string, string>("channel", channel.Channel));
        return called switch
        {
            Called.Done { Result.Channel: { ValueKind: JsonValueKind.Object } found } => new(Obstacle(found, channel.Channel)) { SharedWith = SlackSharing.Of(found, channel.Workspace) },
            Called.Refused refused => new(Mending.Of(refused, channel.Channel) ?? $"Slack refuses channel {channel.Channel}: {refused.Says}."),
            _ => new($"Slack could not be asked about channel {channel.Channel} ({called.Says}): check the connection and start again."),
        };
    }

    private static string? Obstacle(JsonElement channel, string id)
    {
        var name = channel.TextAt("name") is { Length: > 0 } named ? $"#{named} ({id})" : id;
        if (channel.IsTrueAt("is_archived"))
            return $"Channel {name} is archived: unarchive it, or name another one in organization.yml.";

        return channel.At("is_member") is { ValueKind: JsonValueKind.False }
            ? $"The bot is not in channel {name}: invite it there with /invite @HandoffBot."
            : null;
    }

    private static AccountProfile? Profile(Called called, AccountRef? account) => called switch
    {
        Called.Done { Result.User: { ValueKind: JsonValueKind.Object } user } => SlackProfile.Read(user, account),
        Called.Refused { Error: "users_not_found" or "user_not_found" or "user_not_visible" } => null,
        _ => throw Unanswered(called, account is null ? "an e-mail address" : $"account {account.Account}"),
    };

    private static HttpRequestException Unanswered(Called called, string about)
    {
        var mend = called is Called.Refused refused ? Mending.Of(refused, null) : null;
        return new HttpRequestException($"Slack was asked about {about}: {called.Says}. {mend}".TrimEnd());
    }
}
