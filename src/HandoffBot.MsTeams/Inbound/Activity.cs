using System.Text.Json;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Whatever Microsoft Teams tells the bot.
/// <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object"/>
/// </summary>
internal sealed record Activity(
    string? Type,
    string? Id,
    string? Name,
    string? ChannelId,
    string? ServiceUrl,
    Party? From,
    Party? Recipient,
    ConversationWire? Conversation,
    ChannelDataWire? ChannelData,
    string? Text,
    string? ReplyToId,
    string? Action,
    JsonElement? Value,
    string? LocalTimezone,
    List<EntityWire?>? Entities,
    List<Party?>? MembersAdded,
    List<Party?>? MembersRemoved);

/// <summary>A person or a bot in a conversation.</summary>
/// <param name="Id"><c>29:…</c> for people, <c>28:…</c> for bots; as the bot sees it.</param>
/// <param name="AadObjectId">A person's Entra object id.</param>
internal sealed record Party(string? Id, string? Name, string? AadObjectId);

/// <param name="ConversationType"><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
internal sealed record ConversationWire(string? Id, string? ConversationType, string? TenantId);

/// <summary>What Microsoft Teams says besides. <see href="https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability"/></summary>
internal sealed record ChannelDataWire(string? EventType, IdWire? Tenant, TeamWire? Team, ChannelWire? Channel, SettingsWire? Settings);

/// <param name="SelectedChannel">The one that was chosen for the bot when it was added.</param>
internal sealed record SettingsWire(IdWire? SelectedChannel);

/// <param name="Id">The team's own conversation, <c>19:…@thread.tacv2</c>.</param>
/// <param name="AadGroupId">The team as Entra knows it.</param>
internal sealed record TeamWire(string? Id, string? Name, string? AadGroupId);

internal sealed record IdWire(string? Id, string? Name);

/// <param name="Type"><c>standard</c>, <c>private</c> or <c>shared</c>, where it is said.</param>
internal sealed record ChannelWire(string? Id, string? Name, string? Type);

/// <summary>Something that stands in the text, here a mention; or what the client says of itself.</summary>
/// <param name="Text">A mention as it stands in the text.</param>
/// <param name="Platform">The client's, such as <c>Web</c> or <c>iOS</c>.</param>
/// <param name="Timezone">Where the client is, by its IANA name.</param>
internal sealed record EntityWire(string? Type, Party? Mentioned, string? Text, string? Platform, string? Timezone);
