using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// A message as an action chosen on it shows it, in the form in which Microsoft Graph does.
/// <see href="https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/define-action-command"/>
/// </summary>
internal sealed record MessagePayload
{
    public string? Id { get; init; }

    /// <summary>The message that began the thread.</summary>
    public string? ReplyToId { get; init; }

    public bool? Deleted { get; init; }

    public string? LinkToMessage { get; init; }

    public WrittenByWire? From { get; init; }

    public BodyWire? Body { get; init; }

    public List<JsonElement>? Attachments { get; init; }
}

internal sealed record WrittenByWire(WriterWire? User, WriterWire? Application);

/// <param name="UserIdentityType"><c>aadUser</c> for an account of Entra, whose <paramref name="Id"/> then is its object id.</param>
internal sealed record WriterWire(string? UserIdentityType, string? Id, string? DisplayName);

/// <param name="ContentType"><c>html</c> or <c>text</c>.</param>
internal sealed record BodyWire(string? ContentType, string? Content);

/// <summary>Reads the message that an action was chosen on.</summary>
internal static class QuotedMessage
{
    /// <summary>Null where it does not say which message.</summary>
    public static Quote? Of(JsonElement value, Met met)
    {
        if (Read(value) is not { Id: { Length: > 0 } id } message || met.Where is not { } where)
            return null;

        var writer = message.From?.User ?? message.From?.Application;
        return new(new CardRef(where.Platform, where.Workspace, where.Channel, id), Text(message.Body))
        {
            Author = Account(message.From?.User, met.Tenant),
            AuthorName = writer?.DisplayName is { Length: > 0 } name ? name : null,
            Link = Uri.TryCreate(message.LinkToMessage, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link : null,
            Thread = message.ReplyToId,
            IsPrivate = met.Kind is not ConversationKind.Channel || met.IsPrivateChannel,
            HasFiles = message.Attachments is [_, ..],
            IsDeleted = message.Deleted ?? false,
        };
    }

    private static string Text(BodyWire? body) => body switch
    {
        { ContentType: "text", Content: { } text } => text.Trim(),
        { Content: { } html } => HtmlText.Of(html),
        _ => "",
    };

    private static AccountRef? Account(WriterWire? user, string tenant) =>
        user is { UserIdentityType: null or "aadUser" } && Guid.TryParse(user.Id, out var id) ? new(Platform.MsTeams, tenant, id.ToString("D")) : null;

    private static MessagePayload? Read(JsonElement value)
    {
        try
        {
            return value.TryGetProperty("messagePayload", out var payload) ? payload.Deserialize(MsTeamsJson.Wire.MessagePayload) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
