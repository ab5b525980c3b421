using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>
/// What the connector answers. Errors as documented:
/// https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
/// </summary>
internal sealed record ConnectorAnswer(int Status, JsonObject? Body = null, TimeSpan? RetryAfter = null)
{
    public static ConnectorAnswer Unauthorized { get; } = new(401, new JsonObject { ["message"] = "Authorization has been denied for this request." });

    public static ConnectorAnswer NotInRoster { get; } = Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    public static ConnectorAnswer ConversationNotFound { get; } = Error(404, "ConversationNotFound", "Conversation not found.");

    public static ConnectorAnswer ActivityNotFound { get; } =
        Error(404, "ActivityNotFoundInConversation", "The message ID provided couldn't be found in the conversation.");

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The code of a refusal, whether the connector's or Entra's.</summary>
    public string? ErrorCode => IsSuccess ? null : Body.Object("error").Text("code") ?? Body.Text("error") ?? "Unauthorized";

    public static ConnectorAnswer Error(int status, string code, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    });

    public static ConnectorAnswer BadSyntax(string message) => Error(400, "BadSyntax", message);

    public static ConnectorAnswer BadArgument(string message) => Error(400, "BadArgument", message);

    public static ConnectorAnswer Throttled(TimeSpan retryAfter) =>
        Error(429, "Throttled", "Too many requests.") with { RetryAfter = retryAfter };

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (Body is null) return;

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(Body.ToJsonString(Json.Plain), context.RequestAborted);
    }
}
