using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>
/// A message of one card. Never text beside it: the two would become two messages, and the bot would be told the id of neither.
/// <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object"/>
/// </summary>
internal sealed record MessageBody(string Summary, ImmutableList<AttachmentBody> Attachments)
{
    public string Type { get; init; } = "message";
}

internal sealed record AttachmentBody(string ContentType, JsonObject Content);

/// <summary>
/// Begins a personal chat, or a thread with its first message.
/// <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#conversationparameters-object"/>
/// </summary>
internal sealed record CreateBody(bool IsGroup, PartyBody Bot, string TenantId)
{
    public ImmutableList<PartyBody>? Members { get; init; }

    public PlaceBody? ChannelData { get; init; }

    public MessageBody? Activity { get; init; }

    public static CreateBody Thread(string bot, string tenant, string channel, MessageBody message) => new(true, new(bot), tenant)
    {
        ChannelData = new(new(channel), new(tenant)),
        Activity = message,
    };

    /// <summary>Asked for again, it is the same chat.</summary>
    public static CreateBody Chat(string bot, string tenant, string member) => new(false, new(bot), tenant)
    {
        Members = [new(member)],
        ChannelData = new(null, new(tenant)),
    };
}

/// <param name="Id"><c>28:…</c> for a bot; <c>29:…</c> or the Entra object id for a person.</param>
internal sealed record PartyBody(string Id);

internal sealed record PlaceBody(PartyBody? Channel, PartyBody Tenant);

/// <summary>The connector's answer to any of our calls.</summary>
internal sealed record ConnectorResult
{
    /// <summary>The message; the conversation where one was begun; a person in the roster.</summary>
    public string? Id { get; init; }

    /// <summary>The message with which a thread was begun.</summary>
    public string? ActivityId { get; init; }

    public string? Name { get; init; }

    /// <summary>Documented as <c>objectId</c>, and sent under either name or both.</summary>
    public string? AadObjectId { get; init; }

    /// <inheritdoc cref="AadObjectId"/>
    public string? ObjectId { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? TenantId { get; init; }

    /// <summary><c>user</c>, <c>guest</c> or <c>anonymous</c>.</summary>
    public string? UserRole { get; init; }

    /// <summary>The people of a conversation.</summary>
    public ImmutableList<MemberResult?>? Members { get; init; }

    /// <summary>The channels of a team.</summary>
    public ImmutableList<ChannelResult?>? Conversations { get; init; }

    /// <summary>An object with a code, or the code itself; older parts of the connector leave it out.</summary>
    public JsonElement Error { get; init; }

    /// <summary>With those, JSON in a text, in which the code is.</summary>
    public JsonElement Message { get; init; }

    /// <summary>The code of a refusal, or nothing.</summary>
    public string Code => Text(Error, "code") ?? (Error.ValueKind is JsonValueKind.String ? Error.GetString() : null) ?? SubCode() ?? "";

    private string? SubCode()
    {
        if (Message.ValueKind is not JsonValueKind.String || Message.GetString() is not ['{', ..] inner)
            return null;

        try
        {
            using var document = JsonDocument.Parse(inner);
            return Text(document.RootElement, "subCode");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind is JsonValueKind.String ? found.GetString() : null;
}

/// <param name="TenantId">Theirs: of people of other organizations, another one than the conversation's.</param>
internal sealed record MemberResult(string? TenantId);

/// <param name="Type"><c>standard</c>, <c>private</c> or <c>shared</c>, where it is said.</param>
internal sealed record ChannelResult(string? Id, string? Type);

/// <summary>Entra's answer. <see href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#successful-response-1"/></summary>
internal sealed record TokenResult
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("expires_in")]
    public int ExpiresIn { get; init; }

    public string? Error { get; init; }

    [JsonPropertyName("error_description")]
    public string? ErrorDescription { get; init; }
}

/// <summary>What goes out to the connector and comes back, without reflection. Unknown fields are skipped; depth is limited.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(CreateBody))]
[JsonSerializable(typeof(ConnectorResult))]
[JsonSerializable(typeof(TokenResult))]
internal sealed partial class ConnectorJson : JsonSerializerContext
{
    /// <summary>Writes letters as themselves; Microsoft Teams reads JSON as JSON, never inside HTML.</summary>
    public static ConnectorJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 48,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
