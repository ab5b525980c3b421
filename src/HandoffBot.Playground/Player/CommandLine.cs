using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.Player;

/// <summary>Typing into the message box: slash commands and plain messages.</summary>
internal sealed class CommandLine(
    SlackWorkspace workspace, Triggers triggers, ResponseUrls responses, Payloads payloads, BotCalls bot)
{
    public async Task<JsonObject> CommandAsync(Member person, Conversation channel, string typed, CancellationToken cancellationToken)
    {
        var (command, text) = Split(typed);
        if (!command.Equals(workspace.Options.Command, StringComparison.OrdinalIgnoreCase))
            return Said.No("unknown_command", $"{command} is not a valid command.");

        IReadOnlyList<KeyValuePair<string, string>> fields;
        lock (workspace.Gate)
        {
            var escaped = TypedText.Escape(text, workspace, labels: true);
            fields = payloads.Command(person, channel, escaped, triggers.Issue(person.Id), responses.Issue("commands", person.Id, channel.Id));
        }

        var answer = await bot.CommandAsync(fields, cancellationToken);
        if (answer is not BotAnswer.Answered { IsSuccess: true } answered) return Said.CommandFailed(workspace.Options.Command, answer);
        if (string.IsNullOrWhiteSpace(answered.Body)) return Said.Ok();

        return Show(person, channel, typed, answered);
    }

    public JsonObject Say(Member person, Conversation channel, string typed, string? thread)
    {
        lock (workspace.Gate)
        {
            if (thread is not null && channel.Find(thread) is null) return Said.No("thread_not_found", "That message is gone.");

            var message = new Message
            {
                Ts = workspace.Stamps.Next(),
                User = person.Id,
                ThreadTs = thread,
                Text = TypedText.Escape(typed, workspace, labels: false),
            };
            workspace.Post(channel, message);
            workspace.MarkRead(person.Id, channel.Id, message.Ts);
            return new JsonObject { ["ok"] = true, ["ts"] = message.Ts };
        }
    }

    /// <summary>The body of the answer is a message, private unless it says <c>in_channel</c>; plain text is one too.</summary>
    private JsonObject Show(Member person, Conversation channel, string typed, BotAnswer.Answered answered)
    {
        var isJson = answered.MediaType == "application/json";
        var body = isJson ? Json.Parse(answered.Body) as JsonObject : new JsonObject { ["text"] = answered.Body };
        if (body is null) return Said.CommandFailed(workspace.Options.Command, "invalid_command_response");
        if (body.Count == 0) return Said.Ok();

        var (draft, error) = Draft.Read(new ApiArguments(body));
        if (draft is null) return Said.CommandFailed(workspace.Options.Command, error.Text("error")!);

        lock (workspace.Gate)
        {
            if (body.Text("response_type") == "in_channel")
            {
                workspace.Post(channel, new Message { Ts = workspace.Stamps.Next(), User = person.Id, Text = typed });
                workspace.Post(channel, draft.AsMessage(workspace.Stamps.Next(), workspace.Bot.Id));
            }
            else
            {
                workspace.Whisper(new Ephemeral(channel.Id, person.Id, draft.AsMessage(workspace.Stamps.Next(), workspace.Bot.Id)));
            }
        }

        return Said.Ok();
    }

    private static (string Command, string Text) Split(string typed)
    {
        var trimmed = typed.Trim();
        var end = trimmed.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (trimmed, "") : (trimmed[..end], trimmed[(end + 1)..].Trim());
    }
}
