using System.Text.Json.Nodes;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.WebApi;

/// <summary>
/// <c>conversations.history</c> (newest first) and <c>conversations.replies</c> (oldest first, the root before all).
/// </summary>
internal sealed class HistoryMethods(SlackWorkspace workspace, Shown shown) : IApiMethods
{
    private const int Usual = 100;
    private const int Most = 999;

    public IEnumerable<(string Name, ApiMethod Method)> Methods =>
        [("conversations.history", History), ("conversations.replies", Replies)];

    private JsonObject History(ApiArguments arguments)
    {
        if (Readable(arguments, out var error) is not { } channel) return error!;
        if (Range.Read(arguments, out var wrong) is not { } range) return wrong!;

        var found = channel.Messages.Where(message => message.InChannel && range.Holds(message.Ts)).Reverse().ToList();
        return Page(arguments, channel, found);
    }

    private JsonObject Replies(ApiArguments arguments)
    {
        if (Readable(arguments, out var error) is not { } channel) return error!;
        if (arguments.Text("ts") is not { } ts) return ApiAnswer.Missing("ts");
        if (Range.Read(arguments, out var wrong) is not { } range) return wrong!;
        if (channel.Find(ts) is not { } asked || channel.Find(asked.ThreadTs ?? ts) is not { } root) return ApiAnswer.Error("thread_not_found");

        List<Message> found = [root, .. channel.RepliesTo(root.Ts).Where(message => range.Holds(message.Ts))];
        return Page(arguments, channel, found);
    }

    private JsonObject Page(ApiArguments arguments, Conversation channel, List<Message> found)
    {
        var (page, next, error) = Paging.Page(arguments, found, message => message.Ts, Usual, Most);
        if (error is not null) return error;

        var withMetadata = arguments.Flag("include_all_metadata");
        var answer = new JsonObject
        {
            ["messages"] = new JsonArray([.. page.Select(message => shown.Message(channel, message, withMetadata))]),
            ["has_more"] = next.Length > 0,
        };
        if (next.Length > 0) answer["response_metadata"] = Paging.Metadata(next);
        return ApiAnswer.Ok(answer);
    }

    private Conversation? Readable(ApiArguments arguments, out JsonObject? error)
    {
        error = null;
        if (arguments.Text("channel") is not { } id)
        {
            error = ApiAnswer.Missing("channel");
            return null;
        }

        var channel = workspace.Conversation(id);
        if (channel?.Has(workspace.Bot.Id) == true) return channel;

        error = ApiAnswer.Error(channel is { Kind: ConversationKind.Public } ? "not_in_channel" : "channel_not_found");
        return null;
    }

    /// <summary>The stretch of time that is asked for; its ends count only when <c>inclusive</c> is set.</summary>
    private sealed record Range(decimal Oldest, decimal Latest, bool Inclusive)
    {
        public static Range? Read(ApiArguments arguments, out JsonObject? error)
        {
            error = null;
            var oldest = Stamps.Read(arguments.Text("oldest") ?? "0");
            var latest = arguments.Text("latest") is { } text ? Stamps.Read(text) : decimal.MaxValue;
            if (oldest is null) error = ApiAnswer.Error("invalid_ts_oldest");
            else if (latest is null) error = ApiAnswer.Error("invalid_ts_latest");
            return error is null ? new Range(oldest!.Value, latest!.Value, arguments.Flag("inclusive")) : null;
        }

        public bool Holds(string ts)
        {
            var at = Stamps.Read(ts) ?? 0;
            return Inclusive ? at >= Oldest && at <= Latest : at > Oldest && at < Latest;
        }
    }
}
