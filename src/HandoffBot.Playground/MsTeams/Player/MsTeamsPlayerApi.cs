using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Tenant;
using HandoffBot.Playground.Player;
using Microsoft.AspNetCore.Routing;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>What the page asks and does in Microsoft Teams, as the person that it plays.</summary>
internal sealed class MsTeamsPlayerApi(
    MsTeamsTenant tenant, MsTeamsView view, MsTeamsFeed feed, PlayerClock clock, Talking talking, CardClicks clicks, DialogTurns dialogs,
    Typeahead typeahead, Installations installations, Deliveries deliveries)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        var routes = new PlayerRoutes<Account>(endpoints, "/player/msteams", Person);
        routes.Get("state", async (person, _, cancel) =>
        {
            var now = await clock.ShowAsync(cancel);
            lock (tenant.Gate) return view.State(person, now);
        });
        routes.Get("messages", (person, query, _) => In(person, query, conversation => view.Posts(person, conversation, query.Text("thread"))));
        routes.Get("dialog", (person, _, _) => Now(() => view.Dialog(person)));
        routes.Stream("events", feed.StreamAsync);

        routes.Post("open", (person, _, _) => Now(() => Open(person)));
        routes.Post("message", (person, given, _) => In(person, given, conversation => Say(person, conversation, given)));
        routes.Post("action", clicks.ActAsync);
        routes.Post("extension", dialogs.ExtendAsync);
        routes.Post("suggest", typeahead.SuggestAsync);
        routes.Post("dialog-submit", dialogs.SubmitAsync);
        routes.Post("dialog-close", (person, given, _) => Now(() => Close(person, given)));
        routes.Post("read", (person, given, _) => In(person, given, conversation => Read(person, conversation, given)));
        routes.Post("reset", (_, _, _) => Now(Reset));
    }

    /// <summary>Somebody opens their chat with the bot, which adds the app for them.</summary>
    private JsonObject Open(Account person)
    {
        deliveries.Send(installations.AtFirstContact(person));
        return Said.Ok();
    }

    private JsonObject Say(Account person, Conversation conversation, JsonObject given) => given.Text("text") is { } text && !string.IsNullOrWhiteSpace(text)
        ? talking.Say(person, conversation, text, given.Text("thread"))
        : Said.No("no_text", "Nothing was typed.");

    private JsonObject Close(Account person, JsonObject given)
    {
        dialogs.Close(person, given.Text("dialog"));
        return Said.Ok();
    }

    private JsonObject Read(Account person, Conversation conversation, JsonObject given)
    {
        if (PostIds.Read(given.Text("id")) == 0) return Said.No("invalid_arguments", "That is no message.");

        tenant.MarkRead(person.Id, conversation.Id, given.Text("id")!);
        return Said.Ok();
    }

    private JsonObject Reset()
    {
        tenant.Clear();
        return Said.Ok();
    }

    /// <summary>Only who is in a conversation sees or changes anything there.</summary>
    private Task<JsonObject> In(Account person, JsonObject given, Func<Conversation, JsonObject> act) => Now(() =>
        tenant.Conversation(given.Text("conversation")) is { } conversation && conversation.Has(person.Id)
            ? act(conversation)
            : Said.No("conversation_not_found", "That conversation is not there."));

    private Task<JsonObject> Now(Func<JsonObject> act)
    {
        lock (tenant.Gate) return Task.FromResult(act());
    }

    private Account? Person(string? id)
    {
        lock (tenant.Gate) return string.IsNullOrEmpty(id) ? tenant.People.FirstOrDefault() : tenant.Account(id) is { IsDisabled: false } person ? person : null;
    }
}
