using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.Workspace;
using Microsoft.AspNetCore.Routing;

namespace HandoffBot.Playground.Player;

/// <summary>What the page asks and does, as the person that it plays. Writes need a header that no foreign page can set.</summary>
internal sealed class PlayerApi(
    SlackWorkspace workspace, Modals modals, PlayerView view, PlayerClock clock, PlayerFeed feed,
    CommandLine line, Clicks clicks, Forms forms, Calls.Events events)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        var routes = new PlayerRoutes<Member>(endpoints, "/player", Person);
        routes.Get("state", async (person, _, cancel) =>
        {
            var now = await clock.ShowAsync(cancel);
            lock (workspace.Gate) return view.State(person, now);
        });
        routes.Get("messages", (person, query, _) => Now(() => Messages(person, query)));
        routes.Get("view", (person, _, _) => Now(() => TopView(person)));
        routes.Get("home", (person, _, _) => Now(() => Home(person)));
        routes.Get("clock", (_, _, cancel) => clock.ShowAsync(cancel));

        routes.Post("command", (person, given, cancel) => InChannel(person, given, channel => line.CommandAsync(person, channel, given.Text("text") ?? "", cancel)));
        routes.Post("message", (person, given, _) => InChannel(person, given, channel => Task.FromResult(Say(person, channel, given))));
        routes.Post("action", clicks.ActAsync);
        routes.Post("message-action", clicks.OnMessageAsync);
        routes.Post("suggest", clicks.SuggestAsync);
        routes.Post("shortcut", clicks.ShortcutAsync);
        routes.Post("view-submit", (person, given, cancel) => forms.SubmitAsync(person, given.Text("view_id"), given.Object("state") ?? [], cancel));
        routes.Post("view-close", CloseAsync);
        routes.Post("read", (person, given, _) => Now(() => Read(person, given)));
        routes.Post("join", (person, given, _) => Now(() => Join(person, given)));
        routes.Post("home", (person, _, _) => Now(() => OpenHome(person)));
        routes.Post("clock", async (_, given, cancel) =>
            await clock.AdvanceAsync(given.Text("advance"), cancel) ?? Said.No("invalid_arguments", "The clock moves by 1h, 1d or to the next deadline."));
        routes.Post("reset", (_, _, _) => Now(Reset));

        routes.Stream("events", (person, context) => feed.StreamAsync(person.Id, context));
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
}
