using System.Collections.Immutable;

namespace HandoffBot.Core.Chat;

/// <summary>
/// The conversations in which the bot has been met. Microsoft Teams can be written to only at the address, and by the ids, that came in with
/// an activity; this remembers the newest of each conversation.
/// </summary>
public interface IConversationBook
{
    /// <summary>
    /// Keeps what an activity that came in shows of its conversation. What the activity does not show stays as it was known, and where nothing
    /// has changed nothing is written, so that this can be called for each.
    /// </summary>
    Task RememberAsync(MetConversation seen, CancellationToken cancellationToken);

    /// <summary>The personal chat of an account with the bot; null where the bot has not been met there.</summary>
    Task<MetConversation?> FindAsync(AccountRef account, CancellationToken cancellationToken);

    /// <summary>A channel, or a chat of several; null where the bot has not been met there.</summary>
    Task<MetConversation?> FindAsync(ChannelRef conversation, CancellationToken cancellationToken);

    /// <summary>One conversation, met last, of each team in which the bot is: through it the team's channels and people can be asked for.</summary>
    Task<ImmutableArray<MetConversation>> TeamsAsync(Platform platform, string workspace, CancellationToken cancellationToken);

    /// <summary>
    /// The bot can no longer be met there: it was removed or blocked. The id of a team, which is that of its first channel, stands for all
    /// that is known of the team.
    /// </summary>
    Task ForgetAsync(ChannelRef conversation, CancellationToken cancellationToken);
}

/// <summary>A conversation as an activity that came from it showed it.</summary>
/// <param name="Conversation">A channel without its threads (<c>19:…@thread.tacv2</c>), or a chat (<c>a:…</c>, <c>19:…@thread.v2</c>).</param>
/// <param name="Service">Where the platform is told what to post there. It changes now and then, and the newest counts.</param>
/// <param name="Bot">The bot as the platform names it: <c>28:…</c>.</param>
public sealed record MetConversation(ChannelRef Conversation, ConversationKind Kind, Uri Service, string Bot)
{
    /// <summary>Whose personal chat it is.</summary>
    public AccountRef? With { get; init; }

    /// <summary>The same person as only this bot may call them: <c>29:…</c>.</summary>
    public string? Member { get; init; }

    /// <summary>Where the same person last was, as their client said: the IANA name of a zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The team that the channel belongs to, by the id of its first channel.</summary>
    public string? Team { get; init; }

    /// <summary>The same team as Entra knows it: a GUID.</summary>
    public string? Group { get; init; }

    /// <summary>What people call the channel, where that was ever said; a team's first channel has no name of its own.</summary>
    public string? Name { get; init; }

    /// <summary>What people call the team, where that was ever said.</summary>
    public string? TeamName { get; init; }
}

/// <summary>Who takes part in a conversation.</summary>
public enum ConversationKind
{
    /// <summary>One person and the bot.</summary>
    Personal,

    /// <summary>A team; it has threads.</summary>
    Channel,

    /// <summary>Several people.</summary>
    GroupChat,
}
