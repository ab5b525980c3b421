using System.Text.Json;
using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// The app's actions on messages and beside the box in which they are written. Each opens a dialog, in whatever conversation: the bot need
/// not be in it. <see href="https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/what-are-messaging-extensions"/>
/// </summary>
internal sealed class ExtensionRoute(DialogRoute dialogs)
{
    /// <summary>The actions by their names in the manifest.</summary>
    public const string AddToHandoff = "addToHandoff";
    public const string NewHandoff = "newHandoff";

    public async Task<Answer> OpenAsync(JsonElement value, Met met, Reader reader, string receipt)
    {
        switch (Command(value))
        {
            case AddToHandoff:
                return QuotedMessage.Of(value, met) is { } quote
                    ? await dialogs.AnswerAsync(new Interaction.MessagePicked(reader.By, receipt, quote), reader)
                    : Answer.Malformed;
            case NewHandoff:
                var where = met.Where ?? new ChannelRef(Platform.MsTeams, met.Tenant, "");
                return await dialogs.AnswerAsync(new Interaction.CommandTyped(reader.By, receipt, "new", where), reader);
            default:
                return InvokeAnswers.ShowsInDialog(Sentences.OldButton);
        }
    }

    private static string? Command(JsonElement value) =>
        value.TryGetProperty("commandId", out var command) && command.ValueKind is JsonValueKind.String ? command.GetString() : null;
}
