using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Outbound;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// An event, however it came. Slack sends one again when it is not answered in time; a repeated one is handled like the first, since its
/// receipt tells the bot whether it was carried out. Only a message that is being answered, or was, gets no second answer.
/// </summary>
internal sealed class EventRoute(
    WorkspaceGate gate, Asked asked, PrivateAnswers answers, AnsweredMessages answered, Homes homes, SlackIdentity identity, ILogger<EventRoute> log)
{
    public async Task<Answer> AnswerAsync(ReadOnlyMemory<byte> body)
    {
        if (Read(body) is not { } payload)
            return Answer.Malformed;

        if (payload is { Type: "url_verification", Challenge: { } challenge })
            return Answer.Of(new ChallengeBody(challenge), SlackJson.Wire.ChallengeBody);

        if (payload is not { Type: "event_callback", Event: { } happened })
            return Ignore(payload.Type);

        // These two come in either order, and after them no token answers which workspace is ours.
        if (happened.Type is "app_uninstalled" or "tokens_revoked")
        {
            log.AppRemoved(payload.TeamId ?? "", happened.Type);
            return Answer.Empty;
        }

        var workspace = payload.TeamId ?? payload.Authorizations?.Find(one => one?.TeamId is not null)?.TeamId ?? "";
        if (await gate.RefusalAsync(workspace, HomeOfWriter(happened)) is { } refused)
            return Answer.Of(refused);

        return await AnswerAsync(payload, happened, workspace, Receipts.OfEvent(payload.EventId ?? $"none:{Guid.NewGuid():N}"));
    }

    private async Task<Answer> AnswerAsync(EventPayload payload, EventWire happened, string workspace, string receipt)
    {
        switch (happened.Type)
        {
            case "message" when IsFromPerson(happened) && UserId(happened) is { } writer && ChannelId(happened) is { } chat:
                return await answered.OnceAsync(receipt, async () =>
                {
                    await MessageAsync(new(Account(writer), receipt, TypedText.Of(happened.Text), Channel(chat)));
                    return Answer.Empty;
                });

            case "member_joined_channel" when UserId(happened) is { } joined && IsBot(joined, payload) && ChannelId(happened) is { } channel:
                return await TellAsync(new Interaction.BotAdded(Account(happened.Inviter ?? joined), receipt, Channel(channel)));

            case "user_change" or "team_join" when happened.User.TextAt("id") is { } changed:
                return await TellAsync(new Interaction.AccountChanged(Account(changed), receipt));

            case "app_home_opened" when happened.Tab is "home" && UserId(happened) is { } looks:
                homes.Draw(Account(looks), receipt, happened.View?.Hash);
                return Answer.Empty;

            case "message" or "member_joined_channel" or "app_home_opened":
                return Answer.Empty;

            default:
                return Ignore(happened.Type);
        }

        AccountRef Account(string id) => new(Platform.Slack, workspace, id);

        ChannelRef Channel(string id) => new(Platform.Slack, workspace, id);
    }

    private async Task MessageAsync(Interaction.MessageSeen seen)
    {
        var (reply, _) = await asked.HandleAsync(seen);
        var card = reply switch
        {
            Reply.Notice notice => notice.Card,
            Reply.OpenForm or Reply.NextForm or Reply.FormErrors => Sentences.OnlyByCommand,
            Reply.CloseForm or Reply.Suggestions or Reply.Done => null,
            _ => throw new NotSupportedException($"Slack cannot answer a message with {reply.GetType().Name} yet."),
        };
        if (card == Sentences.OnlyByCommand)
            log.FormHasNoTrigger(seen.Receipt);

        if (card is not null)
            await answers.InDirectChatAsync(seen.Where.Channel, card, seen);
    }

    /// <summary>Nobody waits for an answer, so when it breaks Slack is asked to send it again.</summary>
    private async Task<Answer> TellAsync(Interaction interaction) =>
        (await asked.HandleAsync(interaction)).Broke ? Answer.TryAgain : Answer.Empty;

    private Answer Ignore(string? type)
    {
        log.NotAnswered(CleanText.Of(type ?? "an event without a type", 60));
        return Answer.Empty;
    }

    private bool IsBot(string account, EventPayload payload) =>
        account == identity.Known?.BotAccount
        || payload.Authorizations?.Exists(one => one is { IsBot: true } && one.UserId == account) == true;

    /// <summary>Written by a person in the direct chat: not by a bot, not an edit, a deletion or a notice of Slack's own.</summary>
    private static bool IsFromPerson(EventWire message) => message is { ChannelType: "im", Subtype: null, BotId: null };

    /// <summary>Somebody from elsewhere may write in a shared conversation; an account's change says nothing of the kind.</summary>
    private static string? HomeOfWriter(EventWire happened) => happened.Type is "message" ? happened.UserTeam ?? happened.Team : null;

    private static string? UserId(EventWire happened) => ((JsonElement?)happened.User).Text();

    private static string? ChannelId(EventWire happened) => ((JsonElement?)happened.Channel).Text();

    private static EventPayload? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, SlackJson.Wire.EventPayload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
