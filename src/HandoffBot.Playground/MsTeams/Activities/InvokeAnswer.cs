using System.Globalization;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams.Cards;
using HandoffBot.Playground.MsTeams.Connector;

namespace HandoffBot.Playground.MsTeams.Activities;

/// <summary>What the bot answered to an invoke, read as strictly as the clients read it.</summary>
internal abstract record InvokeAnswer
{
    private InvokeAnswer()
    {
    }

    /// <summary>Nothing more: a dialog closes.</summary>
    public sealed record Empty : InvokeAnswer;

    /// <summary>A sentence for the person alone.</summary>
    public sealed record Message(string Text) : InvokeAnswer;

    /// <summary>A card for the person alone, in place of the one that was clicked.</summary>
    public sealed record Card(JsonObject Content) : InvokeAnswer;

    /// <summary>A dialog, in place of the one that is open.</summary>
    public sealed record Dialog(string Title, string Width, string Height, JsonObject Content) : InvokeAnswer;

    /// <summary>What a typed text may be completed to.</summary>
    public sealed record Results(IReadOnlyList<(string Title, string Value)> Choices) : InvokeAnswer;

    /// <summary>The bot said that it went wrong.</summary>
    public sealed record Failed(string Code, string Text) : InvokeAnswer;

    /// <summary>The bot answered late, not at all, or what no client takes; <paramref name="Why"/> is for the log.</summary>
    public sealed record Wrong(string Why) : InvokeAnswer;

    /// <summary>The answer to <c>adaptiveCard/action</c>: always a status, a type and a value.</summary>
    public static InvokeAnswer OfAction(BotAnswer answer)
    {
        if (Body(answer, out var body) is { } wrong) return wrong;
        if (body.Number("statusCode") is not { } status || body.Text("type") is not { } type || body.At("value") is not { } value)
            return new Wrong("an answer without statusCode, type or value");

        return (status, type, value) switch
        {
            (200, ActivityDraft.CardType, JsonObject card) => Checked(card, () => new Card(card.Copy())),
            (200, "application/vnd.microsoft.activity.message", JsonValue text) when text.AsText() is { } said => new Message(said),
            (400 or 500, "application/vnd.microsoft.error", JsonObject error) => Failure(error),
            (412, "application/vnd.microsoft.error.preconditionFailed", JsonObject error) => Failure(error),
            _ => new Wrong($"{status} {type}"),
        };
    }

    /// <summary>The answer to <c>task/fetch</c> and <c>task/submit</c>.</summary>
    public static InvokeAnswer OfTask(BotAnswer answer)
    {
        if (answer is BotAnswer.Answered { IsSuccess: true, Body: "" or "{}" or "null" }) return new Empty();
        if (Body(answer, out var body) is { } wrong) return wrong;

        var task = body.Object("task");
        return task.Text("type") switch
        {
            "message" when task.Text("value") is { } said => new Message(said),
            "continue" when task.Object("value") is { } value => OfDialog(value),
            _ => new Wrong("no task of type message or continue"),
        };
    }

    /// <summary>The answer to <c>application/search</c>, of which clients show the first 15.</summary>
    public static InvokeAnswer OfSearch(BotAnswer answer)
    {
        if (Body(answer, out var body) is { } wrong) return wrong;
        if (body.Text("type") != "application/vnd.microsoft.search.searchResponse" || body.Object("value").Array("results") is not { } results)
            return new Wrong("no search response with results");
        if (results.Objects().Any(each => each.Text("title") is null || each.Text("value") is null)) return new Wrong("a result without title or value");

        return new Results([.. results.Objects().Take(15).Select(each => (each.Text("title")!, each.Text("value")!))]);
    }

    private static InvokeAnswer OfDialog(JsonObject value)
    {
        if (value.Object("card") is not { } card || card.Text("contentType") != ActivityDraft.CardType || card.Object("content") is not { } content)
            return new Wrong("a dialog without an Adaptive Card");

        return Checked(content, () => new Dialog(value.Text("title") ?? "", Size(value, "width"), Size(value, "height"), content.Copy()));
    }

    private static string Size(JsonObject value, string name) => value.Text(name) ?? value.Number(name)?.ToString(CultureInfo.InvariantCulture) ?? "medium";

    private static InvokeAnswer Checked(JsonObject card, Func<InvokeAnswer> good)
    {
        var findings = CardCheck.Check(card);
        return findings.Any ? new Wrong($"an invalid Adaptive Card: {string.Join("; ", findings.Sentences)}") : good();
    }

    private static Failed Failure(JsonObject error) => new(error.Text("code") ?? "", error.Text("message") ?? "");

    private static Wrong? Body(BotAnswer answer, out JsonObject? body)
    {
        body = answer is BotAnswer.Answered { IsSuccess: true } answered ? Json.Parse(answered.Body) as JsonObject : null;
        return answer switch
        {
            BotAnswer.Answered { IsSuccess: false, Status: var status } => new Wrong($"status {status}"),
            BotAnswer.TimedOut or BotAnswer.Unreachable => new Wrong(answer.GetType().Name),
            _ => body is null ? new Wrong("no JSON object") : null,
        };
    }
}
