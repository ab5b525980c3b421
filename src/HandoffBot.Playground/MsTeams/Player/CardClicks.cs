using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Cards;
using HandoffBot.Playground.MsTeams.Tenant;
using HandoffBot.Playground.Player;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>Clicks on what a card in a message offers, as the person's client acts on them.</summary>
internal sealed partial class CardClicks(
    MsTeamsTenant tenant, ActivityWriter writer, BotEndpoint bot, Deliveries deliveries, MsTeamsPatience patience, Talking talking,
    DialogTurns dialogs, ILogger<CardClicks> log)
{
    /// <summary>What is clicked, read under the lock.</summary>
    private sealed record Click(Account Person, Conversation Conversation, Post Post, JsonObject Action, JsonNode? Value)
    {
        public string Address => Tenant.Address.Of(Conversation, Post.Thread);

        public JsonObject? Special => Action.Object("data").Object("msteams");
    }

    public async Task<JsonObject> ActAsync(Account person, JsonObject given, CancellationToken cancellationToken)
    {
        Click click;
        lock (tenant.Gate)
        {
            if (Find(person, given) is not { } found) return Replies.Gone();
            if (found.Wrong is { } wrong) return wrong;

            click = found.Click!;
            if (click.Special.Text("type") is "imBack") return talking.Say(person, click.Conversation, click.Special.Text("value") ?? "", ThreadOf(click));
        }

        return click.Action.Text("type") switch
        {
            "Action.Execute" => await ExecuteAsync(click, cancellationToken),
            "Action.Submit" when click.Special.Text("type") == "task/fetch" => await dialogs.FetchAsync(person, click.Address, click.Post.Id, Fetched(click), cancellationToken),
            "Action.Submit" => await SubmitAsync(click, cancellationToken),
            _ => Said.No("client_only", "That happens in the page alone."),
        };
    }

    /// <summary>The action under the pointer, on the card as this person sees it.</summary>
    private (Click? Click, JsonObject? Wrong)? Find(Account person, JsonObject given)
    {
        if (tenant.Conversation(given.Text("conversation")) is not { } conversation || !conversation.Has(person.Id)) return null;
        if (conversation.Find(given.Text("message")) is not { Deleted: false } post || tenant.CardFor(person, post) is not { } card) return null;

        var pointer = given.Text("action") ?? "";
        if (CardPlaces.Action(card, pointer) is not { } action) return null;

        var typed = given.Object("inputs") ?? [];
        var sends = action.Text("associatedInputs")?.Equals("none", StringComparison.OrdinalIgnoreCase) != true;
        if (sends && CardInputs.Wrong(card, typed) is { Count: > 0 } wrong) return (null, new JsonObject { ["ok"] = true, ["errors"] = wrong });

        return (new Click(person, conversation, post, action.Copy(), Merged(action, sends ? CardPlaces.Inputs(card, pointer, typed) : [])), null);
    }

    /// <summary>What the action carries with the inputs beside it; carried text stays alone.</summary>
    internal static JsonNode? Merged(JsonObject action, JsonObject inputs)
    {
        if (action.At("data") is { } data and not JsonObject) return data.DeepClone();

        var merged = action.Object("data")?.Copy() ?? [];
        foreach (var (id, value) in inputs) merged[id] = value?.DeepClone();
        return merged;
    }

    private async Task<JsonObject> ExecuteAsync(Click click, CancellationToken cancellationToken)
    {
        JsonObject invoke;
        lock (tenant.Gate)
        {
            var action = new JsonObject { ["type"] = "Action.Execute", ["id"] = click.Action.Text("id"), ["title"] = click.Action.Text("title"), ["verb"] = click.Action.Text("verb") };
            action["data"] = click.Value?.DeepClone();
            invoke = writer.Invoke("adaptiveCard/action", click.Person, click.Address, click.Post.Id, new JsonObject { ["action"] = action, ["trigger"] = "manual" });
        }

        var answer = await bot.PostAsync(invoke, patience.Invoke, cancellationToken);
        switch (InvokeAnswer.OfAction(answer))
        {
            case InvokeAnswer.Message message: return Replies.Message(message.Text);
            case InvokeAnswer.Failed failed: return Replies.Of(failed);
            case InvokeAnswer.Card card:
                lock (tenant.Gate)
                {
                    if (click.Conversation.Find(click.Post.Id) is { Deleted: false } post) tenant.Look(click.Person, click.Conversation, post, card.Content);
                }

                return Said.Ok();
            case var other:
                LogWrong("adaptiveCard/action", other is InvokeAnswer.Wrong wrong ? wrong.Why : "");
                return Replies.Wrong(answer);
        }
    }

    private async Task<JsonObject> SubmitAsync(Click click, CancellationToken cancellationToken)
    {
        JsonObject activity;
        lock (tenant.Gate)
        {
            activity = writer.Submitted(click.Person, click.Conversation, click.Post, click.Value);
            if (click.Special.Text("type") == "messageBack")
            {
                if (click.Special.Text("displayText") is { Length: > 0 } shown) Show(click, shown);
                if (click.Special.Text("text") is { Length: > 0 } text) activity["text"] = text;
            }
        }

        return Replies.Of(await deliveries.SendNowAsync(activity, cancellationToken));
    }

    private void Show(Click click, string text) => tenant.Add(
        click.Conversation,
        new Post { Id = tenant.Ids.Next(), From = click.Person.Id, At = tenant.Clock.Now, ThreadId = ThreadOf(click), Text = text });

    private static string? ThreadOf(Click click) => click.Conversation.Team is null ? null : click.Post.Thread;

    /// <summary>What is special to Microsoft Teams is sent beside the rest, not in an object of its own.</summary>
    private static JsonObject Fetched(Click click)
    {
        var data = click.Value as JsonObject ?? [];
        if (data.Object("msteams") is not { } special) return data;

        data.Remove("msteams");
        foreach (var (name, value) in special) data.TryAdd(name, value?.DeepClone());
        return data;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot answered {Name} with what Microsoft Teams does not take: {Why}")]
    private partial void LogWrong(string name, string why);
}
