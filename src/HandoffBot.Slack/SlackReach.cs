using HandoffBot.Slack.Socket;
using Microsoft.Extensions.Options;

namespace HandoffBot.Slack;

/// <summary>Whether Slack can reach the bot, as far as the bot can know: by HTTP always, by Socket Mode while a connection is open.</summary>
public sealed class SlackReach
{
    private readonly IOptions<SlackOptions> _options;
    private SocketConnection? _latest;

    internal SlackReach(IOptions<SlackOptions> options) => _options = options;

    /// <summary>Null when it can; else why not, in one sentence.</summary>
    public string? WhyNot => _options.Value.UsesSocketMode && _latest is not { Closed.IsCompleted: false }
        ? "Slack has no Socket Mode connection to the bot; the log says why."
        : null;

    internal void Open(SocketConnection connection) => _latest = connection;
}
