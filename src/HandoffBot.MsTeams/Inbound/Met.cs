using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;
using NodaTime;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Who did something and where, as an activity that was let in tells it.</summary>
internal sealed class Met(Admitted admitted)
{
    private readonly Activity activity = admitted.Activity;

    public string Tenant => admitted.Tenant;

    /// <summary>The person; null for somebody without an account of Entra, such as a bot.</summary>
    public AccountRef? By => Account(activity.From);

    /// <summary>Whether the client with which it was done asks the bot while a name is typed.</summary>
    public bool TypesAhead => Pickers.TypesAhead(Client?.Platform);

    /// <summary>Where they are, as their client says; null where it does not, or names no zone that is known.</summary>
    public DateTimeZone? Zone => (Client?.Timezone ?? activity.LocalTimezone) is { } name ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) : null;

    public ConversationKind Kind => activity.Conversation?.ConversationType switch
    {
        "channel" => ConversationKind.Channel,
        "groupChat" => ConversationKind.GroupChat,
        "personal" => ConversationKind.Personal,
        _ => activity.ChannelData?.Team is null ? ConversationKind.Personal : ConversationKind.Channel,
    };

    /// <summary>A channel that only some of the team can read.</summary>
    public bool IsPrivateChannel => activity.ChannelData?.Channel?.Type is "private";

    /// <summary>The conversation without its thread. What is told of a channel may come by way of its team, whose id is that of its first one.</summary>
    public ChannelRef? Where =>
        ((Kind is ConversationKind.Channel ? activity.ChannelData?.Channel?.Id : null) ?? WithoutThread(activity.Conversation?.Id)) is { Length: > 0 } id
            ? new(Platform.MsTeams, Tenant, id)
            : null;

    /// <summary>The team, by which all of its channels are meant; null where there is none.</summary>
    public ChannelRef? Team => activity.ChannelData?.Team?.Id is { Length: > 0 } id ? new(Platform.MsTeams, Tenant, id) : null;

    /// <summary>What was written, as what comes below it is said under; its conversation is the thread's.</summary>
    public CardRef? Thread => Message(activity.Id);

    /// <summary>The message on which a button was pressed.</summary>
    public CardRef? On => Message(activity.ReplyToId);

    /// <summary>The home from which something was done; null where it was done elsewhere. It stands in its owner's personal chat and nowhere else.</summary>
    /// <param name="carried">What the button carried: where it came from is proven by nothing, so it leads no further than this chat.</param>
    public CardRef? Home(string? carried) => carried is null || Kind is not ConversationKind.Personal ? null
        : carried == HomeMark.Here ? On
        : Message(carried);

    /// <summary>What is worth remembering of the conversation; null where it shows too little of it.</summary>
    public MetConversation? Conversation() => Where is not { } where || activity.Recipient?.Id is not { Length: > 0 } bot
        ? null
        : new(where, Kind, new Uri(activity.ServiceUrl!), bot)
        {
            With = Kind is ConversationKind.Personal ? By : null,
            Member = Kind is ConversationKind.Personal ? activity.From?.Id : null,
            TimeZone = Kind is ConversationKind.Personal ? Zone?.Id : null,
            Team = activity.ChannelData?.Team?.Id,
            Group = activity.ChannelData?.Team?.AadGroupId,
            Name = activity.ChannelData?.Channel?.Name,
            TeamName = activity.ChannelData?.Team?.Name,
        };

    /// <summary>An Entra account is named by its object id, written in one way.</summary>
    public AccountRef? Account(Party? party) =>
        Guid.TryParse(party?.AadObjectId, out var id) ? new(Platform.MsTeams, Tenant, id.ToString("D")) : null;

    private EntityWire? Client => activity.Entities?.Find(one => one is { Type: "clientInfo" });

    private CardRef? Message(string? id) => activity.Conversation?.Id is { Length: > 0 } conversation && !string.IsNullOrEmpty(id)
        ? new(Platform.MsTeams, Tenant, conversation, id)
        : null;

    private static string? WithoutThread(string? conversation) => conversation?.Split(';')[0];
}

/// <summary>Who looks at a form.</summary>
/// <param name="TypesAhead">Their client asks the bot while a name is typed.</param>
/// <param name="Zone">Where they are; null where their client does not say.</param>
internal sealed record Reader(AccountRef By, bool TypesAhead, DateTimeZone? Zone = null);
