using System.Text.Json.Nodes;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.Calls;

/// <summary>What a response address answers for: a command, or a click on a message.</summary>
internal sealed record ResponseTicket(string Person, string Channel, string? MessageTs, bool IsEphemeral, DateTimeOffset At, int Used = 0);

/// <summary>
/// Response addresses: five posts within half an hour, ephemeral unless asked otherwise. What was ephemeral stays so.
/// Guarded by the workspace's lock. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed class ResponseUrls(SlackWorkspace workspace, TimeProvider time, PlaygroundAddress address)
{
    public const int MostPosts = 5;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, ResponseTicket> _issued = [];

    /// <summary>A new address; the kind is <c>commands</c> or <c>actions</c>, which is where Slack puts them.</summary>
    public string Issue(string kind, string person, string channel, string? messageTs = null, bool isEphemeral = false)
    {
        var now = time.GetUtcNow();
        foreach (var (old, ticket) in _issued.ToList())
        {
            if (now - ticket.At > 2 * Life) _issued.Remove(old);
        }

        var key = Guid.NewGuid().ToString("N");
        _issued[key] = new ResponseTicket(person, channel, messageTs, isEphemeral, now);
        return new Uri(address.Base, $"{kind}/{workspace.Options.Workspace}/{key}").AbsoluteUri;
    }

    public JsonObject Post(string key, JsonNode? body)
    {
        if (!_issued.TryGetValue(key, out var ticket)) return ApiAnswer.Error("invalid_url");
        if (time.GetUtcNow() - ticket.At > Life) return ApiAnswer.Error("expired_url");
        if (ticket.Used >= MostPosts) return ApiAnswer.Error("used_url");
        if (body is not JsonObject given) return ApiAnswer.Error("invalid_payload");

        var answer = Carry(ticket, new ApiArguments(given));
        if (answer.IsTrue("ok")) _issued[key] = ticket with { Used = ticket.Used + 1 };
        return answer;
    }

    private JsonObject Carry(ResponseTicket ticket, ApiArguments arguments)
    {
        if (workspace.Conversation(ticket.Channel) is not { } channel) return ApiAnswer.Error("channel_not_found");
        if (arguments.Flag("delete_original")) return Replace(ticket, channel, null);

        var (draft, error) = Draft.Read(arguments);
        if (draft is null) return error!;
        if (arguments.Flag("replace_original") && ticket.MessageTs is not null) return Replace(ticket, channel, draft);

        var message = draft.AsMessage(workspace.Stamps.Next(), workspace.Bot.Id, arguments.Text("thread_ts"));
        if (arguments.Text("response_type") == "in_channel" && !ticket.IsEphemeral) workspace.Post(channel, message);
        else workspace.Whisper(new Ephemeral(channel.Id, ticket.Person, message));
        return ApiAnswer.Ok();
    }

    private JsonObject Replace(ResponseTicket ticket, Conversation channel, Draft? draft)
    {
        if (ticket.MessageTs is not { } ts) return ApiAnswer.Error("message_not_found");

        if (ticket.IsEphemeral)
        {
            if (workspace.FindEphemeral(channel.Id, ts) is not { } whisper) return ApiAnswer.Error("message_not_found");

            workspace.WhisperInstead(whisper, draft?.AsMessage(ts, workspace.Bot.Id, whisper.Message.ThreadTs));
            return ApiAnswer.Ok();
        }

        if (channel.Find(ts) is not { Deleted: false } message) return ApiAnswer.Error("message_not_found");

        if (draft is null) workspace.Delete(channel, message);
        else workspace.Edit(channel, message with { Text = draft.Text, Blocks = draft.Blocks, EditedTs = workspace.Stamps.Next() });
        return ApiAnswer.Ok();
    }
}
