using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HandoffBot.Playground.Player;

/// <summary>What the page asks and does, as the person that it plays. Writes need a header that no foreign page can set.</summary>
internal sealed class PlayerApi(
    SlackWorkspace workspace, Modals modals, PlayerView view, PlayerClock clock, PlayerFeed feed,
    CommandLine line, Clicks clicks, Forms forms, Calls.Events events)
{
    private delegate Task<JsonObject> Act(Member person, JsonObject given, CancellationToken cancellationToken);

    public void Map(IEndpointRouteBuilder routes)
    {
        Get(routes, "state", async (person, _, cancel) =>
        {
            var now = await clock.ShowAsync(cancel);
            lock (workspace.Gate) return view.State(person, now);
        });
        Get(routes, "messages", (person, query, _) => Now(() => Messages(person, query)));
        Get(routes, "view", (person, _, _) => Now(() => TopView(person)));
        Get(routes, "home", (person, _, _) => Now(() => Home(person)));
        Get(routes, "clock", (_, _, cancel) => clock.ShowAsync(cancel));

        Post(routes, "command", (person, given, cancel) => InChannel(person, given, channel => line.CommandAsync(person, channel, given.Text("text") ?? "", cancel)));
        Post(routes, "message", (person, given, _) => InChannel(person, given, channel => Task.FromResult(Say(person, channel, given))));
        Post(routes, "action", clicks.ActAsync);
        Post(routes, "suggest", clicks.SuggestAsync);
        Post(routes, "view-submit", (person, given, cancel) => forms.SubmitAsync(person, given.Text("view_id"), given.Object("state") ?? [], cancel));
        Post(routes, "view-close", CloseAsync);
        Post(routes, "read", (person, given, _) => Now(() => Read(person, given)));
        Post(routes, "join", (person, given, _) => Now(() => Join(person, given)));
        Post(routes, "home", (person, _, _) => Now(() => OpenHome(person)));
        Post(routes, "clock", async (_, given, cancel) =>
            await clock.AdvanceAsync(given.Text("advance"), cancel) ?? Said.No("invalid_arguments", "The clock moves by 1h, 1d or to the next deadline."));
        Post(routes, "reset", (_, _, _) => Now(Reset));

        routes.MapGet("/player/events", context =>
            Person(context.Request.Query["as"]) is { } person ? feed.StreamAsync(person.Id, context) : NobodyAsync(context));
    }

    private JsonObject Messages(Member person, JsonObject query)
    {
        if (workspace.Conversation(query.Text("channel")) is not { } channel || !PlayerView.MaySee(person, channel))
            return Said.No("channel_not_found", "That channel is not there.");

        return view.Messages(person, channel, query.Text("thread"));
    }

    private JsonObject TopView(Member person) =>
        new() { ["view"] = modals.Top(person.Id) is { } top ? modals.Show(top) : null };

    private JsonObject Home(Member person) =>
        new() { ["view"] = modals.Home(person.Id) is { } home ? modals.Show(home) : null };

    private JsonObject OpenHome(Member person)
    {
        events.HomeOpened(person, "home", modals.Home(person.Id) is { } home ? modals.Show(home) : null);
        return Said.Ok();
    }

    private JsonObject Say(Member person, Conversation channel, JsonObject given)
    {
        var text = given.Text("text") ?? "";
        return string.IsNullOrWhiteSpace(text) ? Said.No("no_text", "Nothing was typed.") : line.Say(person, channel, text, given.Text("thread_ts"));
    }

    private async Task<JsonObject> CloseAsync(Member person, JsonObject given, CancellationToken cancellationToken)
    {
        await forms.CloseAsync(person, given.Text("view_id"), given.IsTrue("all"), cancellationToken);
        return Said.Ok();
    }

    private JsonObject Read(Member person, JsonObject given)
    {
        if (workspace.Conversation(given.Text("channel")) is not { } channel || Stamps.Read(given.Text("ts")) is null)
            return Said.No("channel_not_found", "That channel is not there.");

        workspace.MarkRead(person.Id, channel.Id, given.Text("ts")!);
        return Said.Ok();
    }

    private JsonObject Join(Member person, JsonObject given)
    {
        if (workspace.Conversation(given.Text("channel")) is not { Kind: ConversationKind.Public } channel || person.IsGuest)
            return Said.No("channel_not_found", "That channel cannot be joined.");
        if (channel.Has(person.Id)) return Said.Ok();

        workspace.Join(channel, person.Id);
        events.JoinedChannel(channel, person.Id, inviter: null);
        return Said.Ok();
    }

    private JsonObject Reset()
    {
        workspace.Clear();
        return Said.Ok();
    }

    /// <summary>Only members may type into a channel.</summary>
    private Task<JsonObject> InChannel(Member person, JsonObject given, Func<Conversation, Task<JsonObject>> act)
    {
        Conversation? channel;
        lock (workspace.Gate)
        {
            channel = workspace.Conversation(given.Text("channel"));
            if (channel is null || !PlayerView.MaySee(person, channel)) return Task.FromResult(Said.No("channel_not_found", "That channel is not there."));
            if (!channel.Has(person.Id)) return Task.FromResult(Said.No("not_in_channel", $"You are not in #{channel.Name}. Join it first."));
        }

        return act(channel);
    }

    private Task<JsonObject> Now(Func<JsonObject> act)
    {
        lock (workspace.Gate) return Task.FromResult(act());
    }

    private Member? Person(string? id)
    {
        lock (workspace.Gate)
        {
            return string.IsNullOrEmpty(id)
                ? workspace.People.FirstOrDefault()
                : workspace.Member(id) is { IsBot: false, IsDeleted: false } person ? person : null;
        }
    }

    private void Get(IEndpointRouteBuilder routes, string name, Act act) =>
        routes.MapGet($"/player/{name}", async context =>
        {
            var query = new JsonObject();
            foreach (var (key, values) in context.Request.Query) query[key] = values.ToString() is { Length: > 0 } text ? text : null;
            await AnswerAsync(context, query, act);
        });

    private void Post(IEndpointRouteBuilder routes, string name, Act act) =>
        routes.MapPost($"/player/{name}", async context =>
        {
            if (context.Request.Headers["X-Playground"] != "1" || !context.Request.HasJsonContentType())
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            if (Json.Parse(await ApiRequest.ReadBodyAsync(context.Request, context.RequestAborted)) is JsonObject given)
                await AnswerAsync(context, given, act);
            else
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
        });

    /// <summary>What a person does goes through, even if the page goes away meanwhile.</summary>
    private async Task AnswerAsync(HttpContext context, JsonObject given, Act act)
    {
        if (Person(given.Text("as")) is not { } person)
        {
            await NobodyAsync(context);
            return;
        }

        await WriteAsync(context, await act(person, given, CancellationToken.None));
    }

    private static Task NobodyAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return WriteAsync(context, Said.No("user_not_found", "There is nobody of that id to play."));
    }

    private static Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(answer.ToJsonString(Json.Plain), context.RequestAborted);
    }
}
