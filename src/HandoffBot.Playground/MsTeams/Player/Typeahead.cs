using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Cards;
using HandoffBot.Playground.MsTeams.Tenant;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>
/// What a choice may be completed to while one types: people come from the tenant, everything else from the bot.
/// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
/// </summary>
internal sealed partial class Typeahead(
    MsTeamsTenant tenant, Dialogs dialogs, ActivityWriter writer, BotEndpoint bot, MsTeamsPatience patience, ILogger<Typeahead> log)
{
    private const string Users = "graph.microsoft.com/users";
    private const int Most = 15;

    public async Task<JsonObject> SuggestAsync(Account person, JsonObject given, CancellationToken cancellationToken)
    {
        var typed = given.Text("value") ?? "";
        JsonObject invoke;
        lock (tenant.Gate)
        {
            if (Find(person, given) is not var (card, conversation, replyTo)) return None("not_found");
            if (CardPlaces.Input(card, given.Text("input"))?.Object("choices.data") is not { } query) return None("not_found");
            if (query.Text("dataset") == Users || query.Text("dataset")!.StartsWith(Users + "?", StringComparison.Ordinal)) return Choices(People(typed));

            invoke = writer.Invoke("application/search", person, conversation, replyTo, Query(query, typed, card, given.Object("inputs") ?? []));
        }

        switch (InvokeAnswer.OfSearch(await bot.PostAsync(invoke, patience.Invoke, cancellationToken)))
        {
            case InvokeAnswer.Results results: return Choices(results.Choices);
            case var other:
                LogWrong(other is InvokeAnswer.Wrong wrong ? wrong.Why : "");
                return None("dispatch_failed");
        }
    }

    /// <summary>The card of the open dialog, or of a message as the person sees it.</summary>
    private (JsonObject Card, string Conversation, string? ReplyTo)? Find(Account person, JsonObject given)
    {
        if (given.Text("dialog") is { } id) return dialogs.Of(person) is { } dialog && dialog.Id == id ? (dialog.Card, dialog.Conversation, null) : null;
        if (tenant.Conversation(given.Text("conversation")) is not { } conversation || !conversation.Has(person.Id)) return null;
        if (conversation.Find(given.Text("message")) is not { Deleted: false } post || tenant.CardFor(person, post) is not { } card) return null;

        return (card, Address.Of(conversation, post.Thread), post.Id);
    }

    private static JsonObject Query(JsonObject query, string typed, JsonObject card, JsonObject inputs)
    {
        var value = new JsonObject
        {
            ["queryText"] = typed,
            ["queryOptions"] = new JsonObject { ["skip"] = query.Number("skip") ?? 0, ["top"] = query.Number("count") ?? Most },
            ["dataset"] = query.Text("dataset"),
        };
        if (query.Text("associatedInputs") == "auto") value["data"] = CardInputs.Sent(card, inputs);
        return value;
    }

    private IEnumerable<(string Title, string Value)> People(string typed) => tenant.People
        .Where(person => person.Name.Contains(typed, StringComparison.OrdinalIgnoreCase) || person.UserPrincipalName.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        .Take(Most)
        .Select(person => (person.Name, person.AadObjectId));

    private static JsonObject Choices(IEnumerable<(string Title, string Value)> choices) => new()
    {
        ["choices"] = new JsonArray([.. choices.Select(each => new JsonObject { ["title"] = each.Title, ["value"] = each.Value })]),
    };

    private static JsonObject None(string error) => new()
    {
        ["choices"] = new JsonArray(),
        ["error"] = error,
        ["say"] = "No results could be loaded.",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot answered application/search with what Microsoft Teams does not take: {Why}")]
    private partial void LogWrong(string why);
}
