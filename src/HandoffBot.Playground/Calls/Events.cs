using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.Calls;

/// <summary>
/// Sends events to the bot in the background and, as Slack does, tries again about at once, after a minute and after
/// five, unless the bot asks not to.
/// </summary>
internal sealed partial class Events : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _underWay = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly SlackWorkspace _workspace;
    private readonly BotCalls _bot;
    private readonly Payloads _payloads;
    private readonly Shown _shown;
    private readonly ILogger<Events> _log;

    public Events(SlackWorkspace workspace, BotCalls bot, Payloads payloads, Shown shown, ILogger<Events> log)
    {
        (_workspace, _bot, _payloads, _shown, _log) = (workspace, bot, payloads, shown, log);
        workspace.Changed += OnChanged;
    }

    /// <summary>How long after a failure the next try follows.</summary>
    internal IReadOnlyList<TimeSpan> Pauses { get; set; } =
        [TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _workspace.Changed -= OnChanged;
        await _stopping.CancelAsync();
        await Task.WhenAll(_underWay.Keys).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Sends one event; returns at once.</summary>
    public void Send(JsonObject inner)
    {
        if (_stopping.IsCancellationRequested) return;

        var payload = _payloads.Event(inner);
        var sending = Task.Run(() => SendAsync(payload, _stopping.Token));
        _underWay[sending] = true;
        _ = sending.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    public void HomeOpened(Member person, string tab, JsonObject? view)
    {
        var inner = new JsonObject
        {
            ["type"] = "app_home_opened",
            ["user"] = person.Id,
            ["channel"] = _workspace.DirectOf(person.Id).Id,
            ["tab"] = tab,
            ["event_ts"] = _workspace.Stamps.Next(),
        };
        if (view is not null) inner["view"] = view;
        Send(inner);
    }

    public void Joined(Member person) => Send(new JsonObject
    {
        ["type"] = "team_join",
        ["user"] = _shown.Person(person),
        ["event_ts"] = _workspace.Stamps.Next(),
    });

    public void UserChanged(Member person) => Send(new JsonObject
    {
        ["type"] = "user_change",
        ["user"] = _shown.Person(person),
        ["cache_ts"] = 1_700_000_000,
        ["event_ts"] = _workspace.Stamps.Next(),
    });

    public void JoinedChannel(Conversation channel, string user, string? inviter)
    {
        var inner = new JsonObject
        {
            ["type"] = "member_joined_channel",
            ["user"] = user,
            ["channel"] = channel.Id,
            ["channel_type"] = channel.Kind == ConversationKind.Private ? "G" : "C",
            ["team"] = _workspace.Options.Workspace,
            ["event_ts"] = _workspace.Stamps.Next(),
        };
        if (inviter is not null) inner["inviter"] = inviter;
        Send(inner);
    }

    /// <summary>Every new message in a direct chat is an event, the bot's own included, which it must know as its own.</summary>
    private void OnChanged(WorkspaceChange change)
    {
        if (change is not WorkspaceChange.Posted { Channel.Kind: ConversationKind.Direct } posted) return;

        var inner = _shown.Message(posted.Message, withMetadata: false);
        inner["channel"] = posted.Channel.Id;
        inner["event_ts"] = posted.Message.Ts;
        inner["channel_type"] = "im";
        if (posted.Message.User != _workspace.Bot.Id) inner["client_msg_id"] = Guid.NewGuid().ToString();
        Send(inner);
    }

    private async Task SendAsync(JsonObject payload, CancellationToken cancellationToken)
    {
        try
        {
            var reason = "";
            for (var tries = 0; tries <= Pauses.Count; tries++)
            {
                var answer = await _bot.EventAsync(payload, tries, reason, cancellationToken);
                if (answer is BotAnswer.Answered { IsSuccess: true } or BotAnswer.Answered { NoRetry: true }) return;

                reason = answer switch
                {
                    BotAnswer.TimedOut => "http_timeout",
                    BotAnswer.Unreachable => "connection_failed",
                    _ => "http_error",
                };
                LogRefused(tries + 1, reason);
                if (tries < Pauses.Count) await Task.Delay(Pauses[tries], cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The playground stops; what is left unsent is as lost as it would be at Slack after its last try.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot did not take an event (try {Try}): {Reason}")]
    private partial void LogRefused(int @try, string reason);
}
