using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Playground.Player;

/// <summary>
/// The server-sent events of every open page, whichever platform it shows. A page that falls behind loses the oldest: it
/// fetches the whole anyway.
/// </summary>
internal sealed class PageStreams(IHostApplicationLifetime life)
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Listener, bool> _listeners = [];

    /// <summary>Streams what concerns one person until the page goes away or the playground stops.</summary>
    public async Task StreamAsync(string person, HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
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

    public void ClockMoved() => TellAll("clock", []);

    public void Tell(string person, string name, JsonObject what) => TellThose(each => each == person, name, what);

    public void TellAll(string name, JsonObject what) => TellThose(_ => true, name, what);

    /// <summary>Tells the pages on which somebody fitting is played.</summary>
    public void TellThose(Func<string, bool> fits, string name, JsonObject what)
    {
        foreach (var listener in _listeners.Keys.Where(listener => fits(listener.Person))) listener.Take(name, what);
    }

    private static async Task WriteAsync(string text, HttpContext context, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(text, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
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
