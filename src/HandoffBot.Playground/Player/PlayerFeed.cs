using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.Workspace;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Playground.Player;

/// <summary>
/// Tells every open page what to fetch again, as server-sent events. A page that falls behind loses the oldest: it
/// fetches the whole anyway.
/// </summary>
internal sealed class PlayerFeed
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Listener, bool> _listeners = [];
    private readonly IHostApplicationLifetime _life;

    public PlayerFeed(SlackWorkspace workspace, Modals modals, IHostApplicationLifetime life)
    {
        _life = life;
        workspace.Changed += OnChanged;
        modals.Changed += person => Tell(person, "view", []);
    }

    public void ClockMoved() => TellAll("clock", []);

    public async Task StreamAsync(string person, HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _life.ApplicationStopping);
        var listener = new Listener(person);
        _listeners[listener] = true;
        try
        {
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            await WriteAsync(": here\n\n", context, ended.Token);
            while (true)
            {
                var waiting = listener.Lines.Reader.WaitToReadAsync(ended.Token).AsTask();
                if (await Task.WhenAny(waiting, Task.Delay(PingEvery, ended.Token)) != waiting) await WriteAsync(": ping\n\n", context, ended.Token);
                else await waiting;
                while (listener.Lines.Reader.TryRead(out var line)) await WriteAsync(line, context, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the playground stops.
        }
        finally
        {
            _listeners.TryRemove(listener, out _);
        }
    }

    private static async Task WriteAsync(string text, HttpContext context, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(text, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private void OnChanged(WorkspaceChange change)
    {
        switch (change)
        {
            case WorkspaceChange.Posted posted: TellOf(posted.Channel, posted.Message, "new"); break;
            case WorkspaceChange.Edited edited: TellOf(edited.Channel, edited.Message, "changed"); break;
            case WorkspaceChange.Removed removed: TellOf(removed.Channel, removed.Message, "deleted"); break;
            case WorkspaceChange.Whispered { Ephemeral: var whisper }:
                Tell(whisper.Person, "message", About(whisper.Channel, whisper.Message, "ephemeral"));
                break;
            case WorkspaceChange.Read read: Tell(read.Person, "state", []); break;
            default: TellAll("state", []); break;
        }
    }

    private void TellOf(Conversation channel, Message message, string kind)
    {
        foreach (var listener in _listeners.Keys)
        {
            if (channel.Kind == ConversationKind.Public || channel.Has(listener.Person))
                listener.Take("message", About(channel.Id, message, kind));
        }
    }

    private static JsonObject About(string channel, Message message, string kind)
    {
        var about = new JsonObject { ["channel"] = channel, ["ts"] = message.Ts, ["kind"] = kind };
        if (message.ThreadTs is { } thread) about["thread_ts"] = thread;
        return about;
    }

    private void Tell(string person, string name, JsonObject what)
    {
        foreach (var listener in _listeners.Keys.Where(listener => listener.Person == person)) listener.Take(name, what);
    }

    private void TellAll(string name, JsonObject what)
    {
        foreach (var listener in _listeners.Keys) listener.Take(name, what);
    }

    private sealed class Listener(string person)
    {
        public string Person { get; } = person;

        public Channel<string> Lines { get; } =
            Channel.CreateBounded<string>(new BoundedChannelOptions(500) { FullMode = BoundedChannelFullMode.DropOldest });

        public void Take(string name, JsonObject what) =>
            Lines.Writer.TryWrite($"event: {name}\ndata: {what.ToJsonString()}\n\n");
    }
}
